import Type from "typebox";

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Ids are compared and looked up, never taken apart: whatever is needed of them is a field beside them. */
export type NodeId = Brand<string, "NodeId">;
export type EdgeId = Brand<string, "EdgeId">;
/** An edge at a coarser grain than that of the picture it stands in. */
export type RollupId = Brand<string, "RollupId">;
export type ChangeId = Brand<string, "ChangeId">;
export type GuardId = Brand<string, "GuardId">;
export type ShiftId = Brand<string, "ShiftId">;

const id = <T extends string>(of: string) =>
  Type.Unsafe<T>(Type.String({ minLength: 1, maxLength: 1024, description: `the id of ${of}, as Fyr gave it` }));

export const NodeIdSchema = id<NodeId>("a node");
export const EdgeIdSchema = id<EdgeId>("an edge");
/** Two node ids and the name of the grain. */
export const RollupIdSchema = Type.Unsafe<RollupId>(Type.String({ minLength: 1, maxLength: 2100 }));
export const ChangeIdSchema = id<ChangeId>("a change");
export const GuardIdSchema = id<GuardId>("a guard");
export const ShiftIdSchema = id<ShiftId>("a shift");
