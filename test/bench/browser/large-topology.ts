import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** A made-up mesh, three calls a workload, a third of them out of its namespace, one in 300 fails. `load` scales every rate. */
export function largeTopology(workloads: number, namespaces: number, load = 1, revision = 1): Topology {
  const nodes = Array.from({ length: workloads }, (_, index) => nodeOf(index, namespaces, load));
  const edges = Array.from({ length: workloads * 3 }, (_, index) => edgeOf(index, nodes, namespaces, load));
  const known = new Map(edges.map((edge) => [edge.id, edge]));
  const sorted = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const failing = sorted.filter(({ health }) => health.status === "failing");
  return {
    revision,
    at: new Date(1_767_225_600_000 + revision * 5000).toISOString(),
    windowSeconds: 60,
    grain: "workload",
    provider: "istio",
    sources: [{ name: "prometheus", status: "ok", ageSeconds: 1 }],
    warnings: [],
    clusters: ["north"],
    namespaces: Array.from({ length: namespaces }, (_, index) => ({
      cluster: "north",
      name: `team-${index}`,
      workloads: Math.ceil((workloads - index) / namespaces),
      inRequestsPerSecond: 900 * load,
      outRequestsPerSecond: 900 * load,
      errorRatio: 0,
      health: "healthy",
    })),
    totals: {
      workloads,
      workloadsHealthy: workloads,
      workloadsUnknown: 0,
      edges: sorted.length,
      edgesFailing: failing.length,
      edgesDegraded: 0,
    },
    problems: failing.map(({ id }) => ({
      id: `server-errors:edge:${id}`,
      subject: { type: "edge", id },
      kind: "server-errors",
      status: "failing",
      now: { errorRatio: 0.08 },
      callers: [],
    })),
    nodes: nodes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: sorted,
  };
}

function nodeOf(index: number, namespaces: number, load: number): TopologyNode {
  const namespace = `team-${index % namespaces}`;
  const name = `app-${index}`;
  const traffic = {
    requestsPerSecond: (10 + (index % 90)) * load,
    errorRatio: 0,
    byHealth: { healthy: 1, degraded: 0, failing: 0, unknown: 0 },
  };
  return {
    id: `workload/north/${namespace}/${name}` as NodeId,
    kind: "workload",
    cluster: "north",
    namespace,
    name,
    workload: name,
    app: name,
    version: "v1",
    pods: { ready: 2, total: 2 },
    inMesh: true,
    inbound: traffic,
    outbound: traffic,
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
  };
}

const TIERS = 5;

function edgeOf(index: number, nodes: readonly TopologyNode[], namespaces: number, load: number): TopologyEdge {
  const from = index % nodes.length;
  const turn = Math.floor(index / nodes.length) + 1;
  // In its namespace a workload calls the next of five tiers; those of the last tier, and a few others, call elsewhere.
  const member = Math.floor(from / namespaces);
  const leaves = member % TIERS === TIERS - 1 || index % 5 === 0;
  const step = leaves ? turn * 7 + (from % 11) : namespaces * (1 + TIERS * (turn - 1));
  const [source, target] = [nodes[from]?.id, nodes[(from + step) % nodes.length]?.id];
  if (source === undefined || target === undefined) throw new Error("there is no such workload");
  const fails = index % 300 === 0;
  return {
    id: `${source}>${target}:http` as EdgeId,
    source,
    target,
    protocol: "http",
    reporter: "source",
    requestsPerSecond: (1 + (index % 40)) * load,
    errorRatio: fails ? 0.08 : 0,
    clientErrorRatio: 0,
    responses: [{ code: "200", perSecond: (1 + (index % 40)) * load }],
    latencyMs: { p50: 8 * load, p95: 30 * load, p99: 70 * load, mean: 12 * load },
    mtlsRatio: 1,
    destinationServices: [],
    routeRefs: [],
    health: fails
      ? {
          status: "failing",
          basis: "requests",
          causes: [{ code: "server-errors", status: "failing", value: 0.08, threshold: 0.03 }],
        }
      : { status: "healthy", basis: "requests", causes: [] },
    flags: [],
  };
}
