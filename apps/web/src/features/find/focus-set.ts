import type { NodeId, Topology } from "@fyr/contract";
import type { Focus, FocusDepth } from "../../view/view-state.ts";

type Elements = Pick<Topology, "nodes" | "edges">;
type End = "source" | "target";

/** Ids of the nodes and edges in focus; undefined where a node it is about is not in the picture. */
export function inFocus(elements: Elements, focus: Focus): ReadonlySet<string> | undefined {
  const present = (id: string) => elements.nodes.find((node) => node.id === id)?.id;
  if ("around" in focus) {
    const node = present(focus.around);
    return node && around(elements, node, focus.depth);
  }
  const [from, to] = [present(focus.from), present(focus.to)];
  return from && to && between(elements, from, to);
}

/** Who can be reached from a node (`target`), or reaches it (`source`), the node itself left out. */
export function reachOf(elements: Elements, node: NodeId, towards: End): ReadonlySet<NodeId> {
  const reached = new Set(stepsFrom(elements, node, towards).keys());
  reached.delete(node);
  return reached;
}

/** Up to `depth` calls up and down the stream, each followed in its own direction only. */
function around(elements: Elements, node: NodeId, depth: FocusDepth): ReadonlySet<string> {
  const most = depth === "all" ? Number.POSITIVE_INFINITY : Number(depth);
  const bright = new Set<string>([node]);
  for (const towards of ["source", "target"] as const) {
    const steps = stepsFrom(elements, node, towards, { most });
    const begin = towards === "target" ? "source" : "target";
    for (const edge of elements.edges) {
      if ((steps.get(edge[begin]) ?? most) < most) bright.add(edge.id).add(edge[towards]);
    }
  }
  return bright;
}

/** All that lies on a way from one to the other that comes by each of the two once. Both alone where there is none. */
function between(elements: Elements, from: NodeId, to: NodeId): ReadonlySet<string> {
  const ahead = stepsFrom(elements, from, "target", { end: to });
  const behind = stepsFrom(elements, to, "source", { end: from });
  const bright = new Set<string>([from, to]);
  for (const { id, source, target } of elements.edges) {
    const isOnTheWay = ahead.has(source) && source !== to && behind.has(target) && target !== from;
    if (isOnTheWay) bright.add(id).add(source).add(target);
  }
  return bright;
}

/** How many calls away each node is that can be reached; nothing is followed beyond `end` or farther than `most`. */
function stepsFrom(
  { edges }: Elements,
  node: NodeId,
  towards: End,
  { most = Number.POSITIVE_INFINITY, end }: { readonly most?: number; readonly end?: NodeId } = {},
): ReadonlyMap<NodeId, number> {
  const next = Map.groupBy(edges, (edge) => edge[towards === "target" ? "source" : "target"]);
  const steps = new Map<NodeId, number>([[node, 0]]);
  for (const [at, step] of steps) {
    if (step >= most || (at === end && at !== node)) continue;
    for (const edge of next.get(at) ?? []) if (!steps.has(edge[towards])) steps.set(edge[towards], step + 1);
  }
  return steps;
}
