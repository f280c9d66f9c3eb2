import type { NodeId, Topology } from "@fyr/contract";
import { cardIdOf, lineIdOf } from "../../../view/line-id.ts";
import type { Flow } from "../layout/card-grid.ts";

/** Calls from one namespace to another, by their cards; who lives in none stands for itself. */
export function flowsBetween({ nodes, edges }: Pick<Topology, "nodes" | "edges">): readonly Flow[] {
  const homes = new Map(nodes.map((node) => [node.id, cardIdOf(node) ?? node.id] as const));
  const flows = new Map<string, { source: NodeId; target: NodeId; calls: number }>();
  for (const edge of edges) {
    const source = homes.get(edge.source);
    const target = homes.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    const id = lineIdOf(source, target);
    const held = flows.get(id);
    if (held === undefined) flows.set(id, { source, target, calls: 1 });
    else held.calls += 1;
  }
  return [...flows.values()];
}
