import type { Grain } from "@fyr/contract";
import type { AppOfWorkload } from "./app-of-workload.ts";
import type { ClusterOf } from "./cluster-of.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { NamedByOthers } from "./named-by-others.ts";
import type { Places } from "./place.ts";

/** The service a workload stands behind: full key parts `cluster, namespace, name`. */
export type ServiceOf = (
  cluster: string,
  namespace: string,
  workload: string,
) => readonly [string, string, string] | undefined;

export interface PlacerOptions {
  readonly grain: Grain;
  readonly places: Places;
  readonly clusterOf: ClusterOf;
  readonly namedByOthers: NamedByOthers;
  readonly appOf: AppOfWorkload;
  readonly inventory?: InventoryIndex;
  /** Needed at grain `service` only. */
  readonly serviceOf?: ServiceOf;
}
