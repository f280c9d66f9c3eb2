import type { NodeId, TopologyEdge, TopologyProblem } from "@fyr/contract";
import { roundRatio } from "./wire-grid.ts";

/** A list for people: the most affected are what matters. */
const mostCallers = 20;

export type EdgesByTarget = ReadonlyMap<NodeId, readonly TopologyEdge[]>;

export function edgesByTarget(edges: readonly TopologyEdge[]): EdgesByTarget {
  const byTarget = new Map<NodeId, TopologyEdge[]>();
  for (const edge of edges) {
    if (edge.requestsPerSecond === undefined || edge.source === edge.target) continue;
    const listed = byTarget.get(edge.target);
    if (listed === undefined) byTarget.set(edge.target, [edge]);
    else listed.push(edge);
  }
  return byTarget;
}

/**
 * Whoever calls into `start`, directly or through others, with the failing share of the requests it sends that way.
 * Most affected first, at most twenty.
 */
export function callersOf(start: NodeId, byTarget: EdgesByTarget): TopologyProblem["callers"] {
  const sent = new Map<NodeId, { requests: number; failed: number }>();
  const reached = new Set([start]);
  for (const node of reached) {
    for (const edge of byTarget.get(node) ?? []) {
      reached.add(edge.source);
      const requests = edge.requestsPerSecond ?? 0;
      const counted = sent.get(edge.source) ?? { requests: 0, failed: 0 };
      counted.requests += requests;
      counted.failed += requests * (edge.errorRatio ?? 0);
      sent.set(edge.source, counted);
    }
  }
  return [...sent]
    .filter(([id]) => id !== start)
    .map(([id, { requests, failed }]) => ({ id, ratio: requests > 0 ? roundRatio(failed / requests) : undefined }))
    .sort((a, b) => (b.ratio ?? -1) - (a.ratio ?? -1) || (a.id < b.id ? -1 : 1))
    .slice(0, mostCallers)
    .map(({ id, ratio }) => (ratio === undefined ? { id } : { id, errorRatio: ratio }));
}
