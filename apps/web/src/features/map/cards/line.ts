import type { EdgeId, NodeId, TopologyEdge } from "@fyr/contract";

/** Calls drawn as one line, from one node or card to another. */
export interface Line {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
  /** At least one. */
  readonly edges: readonly TopologyEdge[];
}
