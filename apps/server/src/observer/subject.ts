import type { EdgeId, Grain, LatencyBucket, NodeId, TopologyNode } from "@fyr/contract";
import type { Waypoint } from "@fyr/prometheus";
import type { EdgeKey, NodeParty } from "@fyr/topology";

/** What an id on screen stands for in the samples. `live`: of what is found in a live picture of the window asked for. */
export type Subject = { readonly live?: SeenLive } & (
  | { readonly type: "edge"; readonly id: EdgeId; readonly keys: readonly EdgeKey[] }
  | {
      readonly type: "node";
      readonly node: TopologyNode;
      readonly parties: readonly NodeParty[];
      /** Those that stand between it and others: absent where no waypoint has counted any of its traffic. */
      readonly waypoints?: readonly Waypoint[];
    }
);

/** What a live picture knows beyond what it shows. */
interface SeenLive {
  /** Unix seconds. */
  readonly at: number;
  /** Of an edge: what its percentiles were taken from. Absent while no durations are known. */
  readonly latencyBuckets?: readonly LatencyBucket[];
}

/** An edge or a node, and how it is looked at, which is by workload unless it is told. */
export type SubjectId = ({ readonly edge: EdgeId } | { readonly node: NodeId }) & {
  readonly grain?: Grain;
  readonly serviceNodes?: boolean;
};
