import type { TopologyEdge, TopologyNode } from "@fyr/contract";

type Judged =
  | Pick<TopologyEdge, "health" | "requestsPerSecond" | "connectionsPerSecond">
  | Pick<TopologyNode, "health" | "inbound" | "pods">;

/** What a verdict stands on, or why there is none: "2 of 2 pods ready", "too few requests to judge (3 in 60 s)". */
export function basisWords(judged: Judged, windowSeconds: number): string {
  const { health } = judged;
  const isNode = "inbound" in judged;
  const pods = isNode ? judged.pods : undefined;
  const perSecond = isNode ? judged.inbound.requestsPerSecond : judged.requestsPerSecond;
  const count = countIn(perSecond ?? 0, windowSeconds);
  switch (health.basis) {
    case "requests":
      return `judged by ${count.toLocaleString("en")} ${count === 1 ? "request" : "requests"} in ${windowSeconds} s`;
    case "connections":
      return isNode ? "judged by TCP connections" : `judged by ${connectionsOf(judged, windowSeconds)}`;
    case "pods":
      return pods === undefined ? "judged by its pods" : `${pods.ready} of ${pods.total} pods ready`;
    case "few-requests":
      return `too few requests to judge (${count} in ${windowSeconds} s)`;
    case "few-connections":
      return isNode ? "too few TCP connections to judge" : `too few to judge (${connectionsOf(judged, windowSeconds)})`;
    case "no-codes":
      return "success is not measured: response codes are not reported";
    case "tcp":
      return "TCP: success is not measured";
    case "no-requests":
      return "no requests seen";
  }
}

function connectionsOf(
  { connectionsPerSecond = 0 }: Pick<TopologyEdge, "connectionsPerSecond">,
  windowSeconds: number,
) {
  const count = countIn(connectionsPerSecond, windowSeconds);
  return `${count.toLocaleString("en")} TCP ${count === 1 ? "connection" : "connections"} in ${windowSeconds} s`;
}

/** Rates are rounded on their way here: where there were some, never none. */
function countIn(perSecond: number, windowSeconds: number): number {
  return Math.max(1, Math.round(perSecond * windowSeconds));
}
