import type { EdgeId, Grain, NodeId, Quantiles, SourceState, Topology, TopologyNode } from "@fyr/contract";
import type { UnwellFrom } from "./health/check.ts";
import type { Tolerances } from "./health/tolerance-rules.ts";
import type { Verdicts } from "./health/verdict-memory.ts";
import type { Inventory } from "./inventory.ts";
import type { EdgeKey, NodeParty, TrafficSample } from "./samples.ts";

/** Traffic as a picture told it some time before, to compare with: on the wire grid. */
export interface Usual {
  readonly requestsPerSecond?: number;
  readonly errorRatio?: number;
  readonly clientErrorRatio?: number;
  /** Of edges. */
  readonly connectionsPerSecond?: number;
  readonly failedConnectionRatio?: number;
  readonly latencyMs?: Quantiles;
  /** Both ways. */
  readonly bytesPerSecond?: number;
}

/** A whole picture as it was some time before. */
export interface UsualPicture {
  readonly edges: ReadonlyMap<EdgeId, Usual>;
  /** What came in and what went out. */
  readonly nodes: ReadonlyMap<NodeId, { readonly inbound: Usual; readonly outbound: Usual }>;
}

/** How long a problem has been there, as far as was looked back. */
export interface Lasting {
  readonly since?: string;
  readonly lastingAtLeastSeconds?: number;
}

export interface PictureInput {
  /** RFC 3339: the instant the samples were evaluated at. */
  readonly at: string;
  readonly windowSeconds: number;
  readonly requestedWindowSeconds?: number;
  readonly latencyAt?: string;
  /** See `Topology.source`. */
  readonly source?: "held" | "recorded" | "raw";
  /** See `Topology.seriesPerRow`; any number. */
  readonly seriesPerRow?: number;
  readonly grain: Grain;
  /** Traffic goes through the service that was called: caller, service, workload. Both halves have the same numbers. */
  readonly serviceNodes?: boolean;
  readonly samples: readonly TrafficSample[];
  readonly inventory?: Inventory;
  readonly usual?: UsualPicture;
  /** Of what is not well. */
  readonly since?: ReadonlyMap<EdgeId | NodeId, Lasting>;
  /** Namespaces to keep, `name` or `cluster/name`. Absent: all. */
  readonly namespaces?: readonly string[];
  readonly sources: readonly SourceState[];
  readonly warnings: readonly string[];
  /** Absent: Fyr's own. */
  readonly tolerances?: Tolerances;
  /**
   * The verdicts of the live picture before, of the same window and grain, so that what lies at a threshold does not
   * flicker. A moment of the past has no memory: there the plain thresholds decide, so that it always looks the same.
   */
  readonly previous?: Verdicts;
}

/** The picture, and what each of its parts was measured by. */
export interface Picture {
  /** Revision 0, sorted by id, on the wire grid. */
  readonly topology: Topology;
  /** The samples' keys behind an edge, of its reporters only: what to ask for its charts. */
  readonly edgeKeys: ReadonlyMap<EdgeId, readonly EdgeKey[]>;
  readonly nodeParties: ReadonlyMap<NodeId, readonly NodeParty[]>;
  /** The waypoints in it, at the finest grain. */
  readonly waypoints: readonly TopologyNode[];
  /** To hand to the next build. */
  readonly verdicts: Verdicts;
  /** Of the edges and nodes whose traffic is not well: the values from which on it is, by any of them. */
  readonly unwellFrom: ReadonlyMap<string, readonly UnwellFrom[]>;
}
