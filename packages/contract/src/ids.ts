import Type from "typebox";

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Ids are compared and looked up, never taken apart: whatever is needed of them is a field beside them. */
export type NodeId = Brand<string, "NodeId">;
export type EdgeId = Brand<string, "EdgeId">;
export type ChangeId = Brand<string, "ChangeId">;

const id = <T extends string>() => Type.Unsafe<T>(Type.String({ minLength: 1, maxLength: 1024 }));

export const NodeIdSchema = id<NodeId>();
export const EdgeIdSchema = id<EdgeId>();
export const ChangeIdSchema = id<ChangeId>();
