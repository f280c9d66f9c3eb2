import type { NodeId } from "@fyr/contract";
import type { EdgeLine } from "./edge-line.ts";
import { averageOver, type Comparison, edgeExcess, stretchesOf } from "./excess.ts";
import type { LineGraph } from "./node-excess.ts";

/** Requests a second of an edge that fail or are given up on beyond the usual, or take longer by as much as they do. */
export function harmedOn(line: EdgeLine, comparison: Comparison): number {
  const excess = edgeExcess(line, comparison);
  if (excess === undefined) return 0;
  const { requests, failed, late, client, mean = 0, meanBefore = mean } = excess.caller;
  const slowed = meanBefore > 0 ? Math.min(1, Math.max(0, mean / meanBefore - 1)) : 0;
  return Math.max(Math.max(0, failed + late + client), requests * slowed);
}

/**
 * Requests a second at every caller, near and far, of which a call ends in the harm of these edges: at each node it is
 * the callers' in the proportion in which they ask, and no more than they ask for. An upper bound, as a caller may do
 * without an answer. Of a connection that fails nobody knows how many requests want it, if any: who cannot do without one
 * shows it by failing. Where nodes call each other in a circle, each is counted once.
 */
export function harmUpstream(
  edges: readonly EdgeLine[],
  comparison: Comparison,
  { into }: LineGraph,
): ReadonlyMap<NodeId, number> {
  const { now } = stretchesOf(comparison);
  const asked = ({ asked: values }: EdgeLine) => averageOver(values, comparison.bins, now);
  const harm = new Map<NodeId, number>();
  const add = (node: NodeId, perSecond: number) => harm.set(node, (harm.get(node) ?? 0) + perSecond);
  for (const line of edges.filter(({ protocol }) => protocol !== "tcp"))
    add(line.source.id, harmedOn(line, comparison));
  for (const node of callersFirstCalled(edges, into)) {
    const callers = into.get(node) ?? [];
    const arriving = callers.reduce((sum, line) => sum + asked(line), 0);
    const harmed = Math.min(harm.get(node) ?? 0, arriving > 0 ? arriving : Number.POSITIVE_INFINITY);
    harm.set(node, harmed);
    if (arriving > 0) for (const line of callers) add(line.source.id, (harmed * asked(line)) / arriving);
  }
  return harm;
}

/** Every node upstream, after all whom it calls on the way there; in a circle whoever is reached first. */
function callersFirstCalled(edges: readonly EdgeLine[], into: LineGraph["into"]): NodeId[] {
  const order: NodeId[] = [];
  const seen = new Set<NodeId>();
  const visit = (node: NodeId): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const { source } of into.get(node) ?? []) visit(source.id);
    order.push(node);
  };
  for (const { source } of edges) visit(source.id);
  return order.reverse();
}
