import type { NodeId, Topology, TopologyNode } from "@fyr/contract";
import { isUnwell } from "../../../view/line-sum.ts";
import { boxIdOf } from "../namespace-boxes.ts";

/** More than this of one namespace is not "a part". */
const MOST = 14;

/**
 * What is worth seeing in a namespace that is partly open: what is not well or is at either end of a call that is not,
 * other versions of the same app, and whom they talk to inside the namespace. The worse, the sooner.
 */
export function notableNodes(
  { nodes, edges }: Pick<Topology, "nodes" | "edges">,
  boxes: ReadonlySet<string>,
): ReadonlySet<NodeId> {
  if (boxes.size === 0) return new Set();
  const ends = new Set(edges.filter(isUnwell).flatMap(({ source, target }) => [source, target]));
  const members = Map.groupBy(nodes, (node) => boxIdOf(node) ?? "");
  const notable = new Set<NodeId>();
  for (const box of boxes) {
    const inside = members.get(box) ?? [];
    const unwell = inside.filter((node) => ends.has(node.id) || isUnwell(node));
    const apps = new Set(unwell.map(({ app }) => app));
    const siblings = inside.filter(({ app }) => app !== undefined && apps.has(app));
    const found = [...unwell, ...siblings, ...neighboursOf(unwell, inside, edges)].map(({ id }) => id);
    for (const id of [...new Set(found)].slice(0, Math.max(MOST, unwell.length))) notable.add(id);
  }
  return notable;
}

function neighboursOf(
  nodes: readonly TopologyNode[],
  inside: readonly TopologyNode[],
  edges: Topology["edges"],
): TopologyNode[] {
  const own = new Set(nodes.map(({ id }) => id));
  const near = new Set(
    edges.flatMap(({ source, target }) => [...(own.has(source) ? [target] : []), ...(own.has(target) ? [source] : [])]),
  );
  return inside.filter(({ id }) => near.has(id));
}
