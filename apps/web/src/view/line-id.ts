import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** The only maker of ids for namespaces drawn as one node. */
export function cardIdOf(cluster: string, namespace: string): NodeId {
  return `namespace/${cluster}/${namespace}` as NodeId;
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
function endsFor({ id, cluster, namespace }: TopologyNode): readonly NodeId[] {
  return namespace === undefined ? [id] : [id, cardIdOf(cluster, namespace)];
}
