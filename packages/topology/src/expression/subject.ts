import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** What an expression is asked about. The ends of an edge are absent where the picture does not hold them. */
export type Subject =
  | { readonly type: "node"; readonly node: TopologyNode }
  | {
      readonly type: "edge";
      readonly edge: TopologyEdge;
      readonly source: TopologyNode | undefined;
      readonly target: TopologyNode | undefined;
    };

type Elements = Pick<Topology, "nodes" | "edges">;

/** All nodes, then all edges, in the picture's order. */
export function subjectsOf({ nodes, edges }: Elements): readonly Subject[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return [
    ...nodes.map((node): Subject => ({ type: "node", node })),
    ...edges.map(
      (edge): Subject => ({ type: "edge", edge, source: byId.get(edge.source), target: byId.get(edge.target) }),
    ),
  ];
}
