import type { Schema } from "../schema/schema.ts";
import type { ResourceId } from "../store/object.ts";

/** One kind of object as the API offers it. */
export interface ResourceType extends ResourceId {
  readonly kind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** Versions, the preferred one first. Objects are stored in that one. */
  readonly versions: readonly [string, ...string[]];
  /** The minor version of Istio 1 with which a version of this began to be served; from the beginning where it says nothing. */
  readonly since?: Readonly<Record<string, number>>;
  /** Defined by a CustomResourceDefinition: validated and pruned by its schema, and without strategic merge patch. */
  readonly custom: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly ("status" | "scale" | "log")[];
  /** Of the whole object, without `apiVersion`, `kind` and `metadata`. */
  readonly schema: Schema;
  /** Where its objects are, if they are another resource's: Events are the same in two groups. */
  readonly storedAs?: ResourceId;
}

export const ALL_VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"] as const;

export function storedIn(type: ResourceType): ResourceId {
  return type.storedAs ?? { group: type.group, plural: type.plural };
}

/** As an object of the type names it: `networking.istio.io/v1`, `v1`. */
export function apiVersionOf(type: ResourceType, version: string): string {
  return type.group ? `${type.group}/${version}` : version;
}
