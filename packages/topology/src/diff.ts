import type { Topology, TopologyDiff } from "@fyr/contract";

/** What must be sent so that `applyDiff(before, diffTopology(before, after))` equals `after`. */
export function diffTopology(_before: Topology, _after: Topology): TopologyDiff {
  throw new Error("not built yet");
}

/** The picture a diff leads to. Nodes and edges it does not touch stay the same objects. */
export function applyDiff(_before: Topology, _diff: TopologyDiff): Topology {
  throw new Error("not built yet");
}
