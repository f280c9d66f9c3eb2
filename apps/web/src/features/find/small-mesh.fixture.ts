import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** Test data: `web>cart 0.02` is a call of which 2 % fail. Ids are the names. */
export function smallMesh(...calls: readonly string[]): Topology {
  const edges = calls.map(edgeOf);
  const names = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  return {
    revision: 1,
    at: "2026-11-20T03:14:20.000Z",
    windowSeconds: 60,
    grain: "workload",
    provider: "istio",
    sources: [],
    warnings: [],
    clusters: ["demo"],
    namespaces: [],
    totals: {
      workloads: names.length,
      workloadsHealthy: 0,
      workloadsUnknown: 0,
      edges: edges.length,
      edgesFailing: 0,
      edgesDegraded: 0,
    },
    problems: [],
    nodes: names.map(nodeOf),
    edges,
  };
}

function edgeOf(call: string): TopologyEdge {
  const [ends = "", errors = "0"] = call.split(" ");
  const [source, target] = ends.split(">");
  return {
    id: ends as EdgeId,
    source: source as NodeId,
    target: target as NodeId,
    protocol: "http",
    reporter: "source",
    requestsPerSecond: 10,
    errorRatio: Number(errors),
    responses: [],
    destinationServices: [],
    routeRefs: [],
    flags: [],
    health: { status: Number(errors) > 0.03 ? "failing" : "healthy", basis: "requests", causes: [] },
  };
}

function nodeOf(id: NodeId): TopologyNode {
  return {
    id,
    kind: id === "bank" ? "external" : "workload",
    cluster: "demo",
    namespace: "shop",
    name: id,
    inbound: {},
    outbound: {},
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
  };
}
