import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { coarserNodeId } from "@fyr/topology";

/** What the namespace of a node is called when it is drawn as one; undefined for what lives in none. */
export function cardIdOf(node: TopologyNode): NodeId | undefined {
  // On the map a service entry stands in the namespace that declares it.
  return node.namespace === undefined ? undefined : coarserNodeId({ ...node, kind: "workload" }, "namespace");
}

/** The only maker of ids for a line that stands for several calls: all that lead from one end to the other. */
export function lineIdOf(source: NodeId, target: NodeId): EdgeId {
  return `${source}>${target}:all` as EdgeId;
}

/** The calls a line stands for, whatever is open now; empty where nothing is called so. */
export function edgesOfLine({ nodes, edges }: Pick<Topology, "nodes" | "edges">, id: string): readonly TopologyEdge[] {
  if (!id.endsWith(":all")) return [];
  const ends = new Map(nodes.map((node) => [node.id, endsFor(node)]));
  return edges.filter(({ source, target }) =>
    (ends.get(source) ?? []).some((from) => (ends.get(target) ?? []).some((to) => lineIdOf(from, to) === id)),
  );
}

/** A line may end at the node itself or at its namespace. */
function endsFor(node: TopologyNode): readonly NodeId[] {
  return [node.id, cardIdOf(node) ?? []].flat();
}
