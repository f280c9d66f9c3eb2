import type { NodeId, TopologyEdge } from "@fyr/contract";

/** Retries and callers that give up make the numbers before and behind a node differ. */
const mostOfIt = 0.5;

/**
 * Edges whose failures come from further down: what they send to fails at least half as many requests at others as it
 * fails for its callers. Where nobody behind is unwell, an edge's failures begin.
 */
export function passedOn(edges: readonly TopologyEdge[]): ReadonlySet<TopologyEdge["id"]> {
  const unwell = edges.filter(({ health, source, target }) => source !== target && failsIn(health));
  const failedBy = new Map<NodeId, number>();
  const failedBehind = new Map<NodeId, number>();
  for (const edge of unwell) {
    failedBy.set(edge.target, (failedBy.get(edge.target) ?? 0) + failedPerSecond(edge));
    failedBehind.set(edge.source, (failedBehind.get(edge.source) ?? 0) + failedPerSecond(edge));
  }
  const fromBehind = ({ target }: TopologyEdge) =>
    (failedBehind.get(target) ?? 0) >= mostOfIt * (failedBy.get(target) ?? Number.POSITIVE_INFINITY);
  return new Set(unwell.filter(fromBehind).map(({ id }) => id));
}

function failsIn({ causes }: TopologyEdge["health"]): boolean {
  return causes.some(({ code }) => code === "server-errors");
}

function failedPerSecond({ requestsPerSecond = 0, errorRatio = 0 }: TopologyEdge): number {
  return requestsPerSecond * errorRatio;
}
