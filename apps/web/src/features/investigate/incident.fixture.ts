import type { EdgeId, Finding, Hop, HopNumbers, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** Test data: checkout, whose new payment v2 fails and whose legacy-erp became slow. */
export const nodeId = (name: string) => `workload/north/shop/${name}` as NodeId;
export const edgeId = (source: string, target: string) => `${nodeId(source)}>${nodeId(target)}:http` as EdgeId;

export const failingFinding: Finding = {
  id: "failing:payment-v2",
  kind: "failing",
  status: "failing",
  origin: { type: "edge", id: edgeId("checkout", "payment-v2") },
  otherwise: [],
  now: { requestsPerSecond: 3.2, errorRatio: 0.071, p99Ms: 1240 },
  usual: { requestsPerSecond: 3, errorRatio: 0.0004, p99Ms: 205 },
  onset: {
    at: "2026-11-20T03:01:40.000Z",
    notBefore: "2026-11-20T03:01:15.000Z",
    notAfter: "2026-11-20T03:02:00.000Z",
  },
  flags: ["UF"],
  entries: [{ node: nodeId("storefront"), now: {}, share: 0.0036 }],
  symptoms: [
    { place: { type: "edge", id: edgeId("storefront", "checkout") }, kind: "failing", now: { errorRatio: 0.0036 } },
  ],
  explanation: [
    { code: "requests", value: 3.2 },
    { code: "weight", value: 0.227 },
  ],
  suspects: [
    {
      marker: {
        id: "rollout",
        at: "2026-11-20T03:00:26.000Z",
        kind: "rollout",
        object: { kind: "Deployment", namespace: "shop", name: "payment-v2" },
        from: "payment:2.4.0",
        to: "payment:2.5.0",
        by: { person: "mats" },
        workloads: [],
        services: [],
        knownFrom: "history",
      },
      strength: "strong",
      secondsBefore: 74,
      relation: "itself",
    },
  ],
};

/** Numbers of a hop by calls, own ms and mean. */
export function numbers(calls: number, ownMs: number, meanMs = ownMs): HopNumbers {
  return { calls, ownMs, meanMs };
}

export function hop(name: string, parent: number | undefined, now?: HopNumbers, before?: HopNumbers): Hop {
  return {
    id: name,
    node: nodeId(name),
    ...(parent !== undefined && { parent, edge: edgeId("caller", name) }),
    ...(now && { now }),
    ...(before && { before }),
    unknown: [],
  };
}

/** 149 ms before, 173 ms now. */
export const hops: readonly Hop[] = [
  { ...hop("checkout", undefined, numbers(1, 18, 173), numbers(1, 18, 149)), worst: true },
  { ...hop("payment-v2", 0, numbers(0.05, 18), undefined), worst: true },
  hop("ledger", 1, numbers(0.05, 3), undefined),
  hop("orders", 0, numbers(1, 10), numbers(1, 10)),
  hop("legacy-erp", 3, numbers(0.2, 15), numbers(0.2, 7)),
  hop("payment-v1", 0, numbers(0.95, 109), numbers(1, 114)),
];

const healthy: TopologyNode["health"] = { status: "healthy", basis: "requests", causes: [] };

function node(name: string): TopologyNode {
  return {
    id: nodeId(name),
    kind: "workload",
    cluster: "north",
    namespace: "shop",
    name,
    workload: name,
    inMesh: true,
    inbound: { requestsPerSecond: 9, errorRatio: 0 },
    outbound: { requestsPerSecond: 9, errorRatio: 0 },
    health: healthy,
    flags: [],
  };
}

function edge(source: string, target: string, requestsPerSecond: number): TopologyEdge {
  return {
    id: edgeId(source, target),
    source: nodeId(source),
    target: nodeId(target),
    protocol: "http",
    reporter: "source",
    requestsPerSecond,
    errorRatio: 0,
    responses: [],
    destinationServices: [],
    routeRefs: [],
    flags: [],
    health: healthy,
  };
}

/** The mesh the finding is of. */
export const mesh: Topology = {
  revision: 1,
  at: "2026-11-20T03:14:20.000Z",
  windowSeconds: 60,
  grain: "workload",
  provider: "istio",
  sources: [],
  warnings: [],
  clusters: ["north"],
  namespaces: [],
  totals: { workloads: 4, workloadsHealthy: 4, workloadsUnknown: 0, edges: 3, edgesFailing: 0, edgesDegraded: 0 },
  problems: [],
  nodes: ["storefront", "checkout", "payment-v1", "payment-v2"].map(node),
  edges: [edge("storefront", "checkout", 9), edge("checkout", "payment-v2", 1), edge("checkout", "payment-v1", 8)],
};
