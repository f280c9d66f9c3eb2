import type { SeedObject } from "../../mesh/seed-object.ts";
import type { ClusterObject, ResourceName } from "../../traffic/cluster-view.ts";
import type { KubeEvent } from "../kube-event.ts";

/** What must be done so that the cluster is what its objects ask for: first what goes, then what comes. */
export interface ClusterChanges {
  readonly remove: readonly { readonly resource: ResourceName; readonly namespace: string; readonly name: string }[];
  /** Owners before owned. */
  readonly create: readonly SeedObject[];
  readonly update: readonly Update[];
  readonly tell: readonly KubeEvent[];
}

interface Update {
  readonly resource: ResourceName;
  readonly object: ClusterObject;
  readonly subresource?: "status";
}

export const NO_CHANGES: ClusterChanges = { remove: [], create: [], update: [], tell: [] };

export function allOf(parts: readonly ClusterChanges[]): ClusterChanges {
  return {
    remove: parts.flatMap(({ remove }) => remove),
    create: parts.flatMap(({ create }) => create),
    update: parts.flatMap(({ update }) => update),
    tell: parts.flatMap(({ tell }) => tell),
  };
}
