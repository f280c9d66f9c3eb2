import type { TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";

export const now = "2026-11-20T03:14:20.000Z";
export const at = { at: now, windowSeconds: 60 };
export const hourAgo = new Date(Date.parse(now) - 720_000);
export const sinceWords = `${String(hourAgo.getHours()).padStart(2, "0")}:${String(hourAgo.getMinutes()).padStart(2, "0")}`;

export function node(name: string, more: Partial<TopologyNode> = {}): TopologyNode {
  return {
    id: name as TopologyNode["id"],
    kind: "workload",
    cluster: "c",
    namespace: "n",
    name,
    inbound: {},
    outbound: {},
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
    ...more,
  };
}

export function edge(more: Partial<TopologyEdge> = {}): TopologyEdge {
  return {
    id: "e" as TopologyEdge["id"],
    source: "checkout" as TopologyNode["id"],
    target: "payment-v2" as TopologyNode["id"],
    protocol: "http",
    reporter: "source",
    responses: [
      { code: "200", perSecond: 2.9 },
      { code: "503", flags: "UF", perSecond: 0.2 },
    ],
    destinationServices: [],
    routeRefs: [],
    health: { status: "failing", basis: "requests", causes: [] },
    flags: [],
    ...more,
  };
}

export function problem(more: Partial<TopologyProblem>): TopologyProblem {
  return {
    id: "p",
    subject: { type: "edge", id: "e" as TopologyEdge["id"] },
    kind: "server-errors",
    status: "failing",
    now: {},
    callers: [],
    ...more,
  };
}
