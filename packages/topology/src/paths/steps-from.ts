import type { NodeId } from "@fyr/contract";

type Ends = { readonly source: NodeId; readonly target: NodeId };

/** How many calls away each node is. */
export type Steps = ReadonlyMap<NodeId, number>;

/**
 * From a node down the stream (`target`) or up it (`source`), the node itself with 0. Nothing is followed beyond `end`
 * or farther than `most`.
 */
export function stepsFrom(
  edges: readonly Ends[],
  node: NodeId,
  towards: "source" | "target",
  { most = Number.POSITIVE_INFINITY, end }: { readonly most?: number; readonly end?: NodeId } = {},
): Steps {
  const next = Map.groupBy(edges, (edge) => edge[towards === "target" ? "source" : "target"]);
  const steps = new Map<NodeId, number>([[node, 0]]);
  for (const [at, step] of steps) {
    if (step >= most || (at === end && at !== node)) continue;
    for (const edge of next.get(at) ?? []) if (!steps.has(edge[towards])) steps.set(edge[towards], step + 1);
  }
  return steps;
}
