import type { EdgeId, NodeId, Topology, TopologyEdge } from "@fyr/contract";
import { cardIdOf, lineIdOf } from "./line-id.ts";

/** Calls drawn as one line, from one node or card to another. */
export interface Line {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
  /** At least one. */
  readonly edges: readonly TopologyEdge[];
}

/** The line of this id, whatever is open now; undefined where none is called so. */
export function lineOf({ nodes, edges }: Pick<Topology, "nodes" | "edges">, id: string): Line | undefined {
  const ends = new Map(nodes.map((node) => [node.id, [node.id, cardIdOf(node) ?? node.id]] as const));
  for (const { source, target } of edges) {
    for (const from of ends.get(source) ?? []) {
      for (const to of ends.get(target) ?? []) {
        if (lineIdOf(from, to) !== id) continue;
        const isMeant = (end: NodeId, meant: NodeId) => (ends.get(end) ?? []).some((each) => each === meant);
        const own = edges.filter((edge) => isMeant(edge.source, from) && isMeant(edge.target, to));
        return { id: lineIdOf(from, to), source: from, target: to, edges: own };
      }
    }
  }
  return undefined;
}
