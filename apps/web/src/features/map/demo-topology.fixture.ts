import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** Test data: a mesh like the demo's, every number a function of the lists below. */
export function demoTopology(): Topology {
  const nodes = nodeLines.map(nodeOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  const edges = edgeLines.map(edgeOf).sort((a, b) => (a.id < b.id ? -1 : 1));
  const names = [...new Set(nodes.flatMap((node) => node.namespace ?? []))];
  return {
    revision: 1,
    at: "2026-11-20T03:14:20.000Z",
    windowSeconds: 60,
    grain: "workload",
    provider: "istio",
    sources: [{ name: "prometheus", status: "ok", ageSeconds: 2 }],
    warnings: [],
    clusters: [cluster],
    namespaces: names.map((name) => ({
      cluster,
      name,
      workloads: nodes.filter((node) => node.namespace === name).length,
      health: name === "payments" ? "failing" : "healthy",
    })),
    totals: {
      workloads: nodes.length - 1,
      workloadsHealthy: nodes.length - 3,
      workloadsUnknown: 0,
      edges: edges.length,
      edgesFailing: 1,
      edgesDegraded: 1,
      requestsPerSecond: 648,
      errorRatio: 0.0038,
    },
    problems: [],
    nodes,
    edges,
  };
}

const cluster = "demo-north";

/** namespace / name, version, req/s, what else is known. */
const nodeLines: readonly (readonly [string, string, number, Partial<TopologyNode>?])[] = [
  ["edge/ingress", "", 648, { kind: "gateway" }],
  ["shop/storefront", "v31", 412],
  ["shop/mobile-bff", "v8", 236],
  ["shop/search", "v5", 92],
  ["shop/catalog", "v12", 482, { flags: ["trafficSplit"] }],
  ["shop/cart", "v7", 179],
  ["shop/reviews", "v4", 210],
  ["shop/ratings", "v2", 205],
  ["shop/pricing-v1", "v1", 434],
  ["shop/pricing-v2", "v2", 49],
  ["shop/fx-rates", "v3", 483],
  ["checkout/checkout", "v18", 64, { flags: ["trafficSplit"] }],
  ["checkout/orders", "v14", 64],
  ["checkout/tax", "v2", 64],
  ["checkout/shipping", "v5", 38],
  ["payments/payment-v1", "v1", 60.8],
  ["payments/payment-v2", "v2", 3.2, { health: failing(0.071) }],
  ["payments/billing-v1", "v1", 34],
  ["payments/billing-v2", "v2", 3.8],
  ["payments/fraud", "v11", 64, { flags: ["circuitBreaker"] }],
  ["payments/ledger", "v9", 64],
  ["platform/identity", "v9", 276],
  ["platform/audit", "v1", 276],
  ["platform/redis", "", 0],
  ["platform/events", "v3", 64],
  ["platform/notify", "v6", 61],
  ["platform/orders-db", "", 0],
  ["legacy/legacy-erp", "", 12, { inMesh: false, flags: ["noSidecar", "plaintext"], health: slow() }],
  ["/bank-api", "", 64, { kind: "external" }],
];

/** from > to, req/s (0: TCP), error ratio, p99 ms, usual p99 ms. */
const edgeLines: readonly (readonly [string, string, number, number?, number?, number?])[] = [
  ["edge/ingress", "shop/storefront", 412],
  ["edge/ingress", "shop/mobile-bff", 236],
  ["shop/storefront", "shop/search", 62],
  ["shop/storefront", "shop/catalog", 290],
  ["shop/storefront", "shop/cart", 110],
  ["shop/storefront", "checkout/checkout", 38],
  ["shop/storefront", "platform/identity", 180],
  ["shop/mobile-bff", "shop/search", 30],
  ["shop/mobile-bff", "shop/catalog", 192],
  ["shop/mobile-bff", "shop/cart", 69],
  ["shop/mobile-bff", "checkout/checkout", 26],
  ["shop/mobile-bff", "platform/identity", 96],
  ["shop/catalog", "shop/reviews", 210],
  ["shop/catalog", "shop/pricing-v1", 434],
  ["shop/catalog", "shop/pricing-v2", 49],
  ["shop/reviews", "shop/ratings", 205],
  ["shop/pricing-v1", "shop/fx-rates", 434],
  ["shop/pricing-v2", "shop/fx-rates", 49],
  ["shop/cart", "platform/redis", 0],
  ["checkout/checkout", "checkout/orders", 64],
  ["checkout/checkout", "checkout/tax", 64],
  ["checkout/checkout", "checkout/shipping", 38],
  ["checkout/checkout", "payments/payment-v1", 60.8],
  ["checkout/checkout", "payments/payment-v2", 3.2, 0.071, 1240, 205],
  ["checkout/orders", "platform/events", 64],
  ["checkout/orders", "platform/orders-db", 0],
  ["checkout/orders", "payments/billing-v1", 34],
  ["checkout/orders", "payments/billing-v2", 3.8],
  ["checkout/orders", "legacy/legacy-erp", 12, 0, 640, 290],
  ["payments/payment-v1", "payments/fraud", 60.8],
  ["payments/payment-v1", "payments/ledger", 60.8],
  ["payments/payment-v1", "/bank-api", 60.8],
  ["payments/payment-v2", "payments/fraud", 3.2],
  ["payments/payment-v2", "payments/ledger", 3.2],
  ["payments/payment-v2", "/bank-api", 3.2],
  ["platform/identity", "platform/audit", 276],
  ["platform/events", "platform/notify", 61],
];

const well: TopologyNode["health"] = { status: "healthy", basis: "requests", causes: [] };
const unmeasured: TopologyNode["health"] = { status: "unknown", basis: "tcp", causes: [] };

function failing(ratio: number): TopologyNode["health"] {
  return {
    status: "failing",
    basis: "requests",
    causes: [{ code: "server-errors", status: "failing", value: ratio, threshold: 0.03 }],
  };
}

function slow(): TopologyNode["health"] {
  return {
    status: "degraded",
    basis: "requests",
    causes: [{ code: "slow", status: "degraded", value: 640, threshold: 580 }],
  };
}

function nodeId(path: string): NodeId {
  return `node ${path}` as NodeId;
}

function nodeOf([path, version, rate, more]: (typeof nodeLines)[number]): TopologyNode {
  const [namespace, name] = path.split("/");
  const bad = path.endsWith("payment-v2") ? 0.071 : 0;
  const late = path.endsWith("legacy-erp") ? 1 : 0;
  return {
    id: nodeId(path),
    kind: "workload",
    cluster,
    name: name ?? "",
    ...(namespace ? { namespace, workload: name ?? "", app: (name ?? "").replace(/-v\d+$/, "") } : {}),
    ...(version ? { version } : {}),
    inbound:
      rate > 0
        ? {
            requestsPerSecond: rate,
            errorRatio: bad,
            byHealth: { failing: bad, degraded: late, healthy: 1 - bad - late, unknown: 0 },
          }
        : { bytesPerSecond: 14_300 },
    outbound: {},
    health: rate > 0 ? well : unmeasured,
    flags: [],
    ...more,
  };
}

function edgeOf([from, to, rate, errors = 0, p99 = 80, usual]: (typeof edgeLines)[number]): TopologyEdge {
  const id = `edge ${from} ${to}` as EdgeId;
  const ends = { id, source: nodeId(from), target: nodeId(to), destinationServices: [], routeRefs: [], flags: [] };
  if (rate === 0) {
    const bytesPerSecond = { toTarget: 5200, toSource: 9100 };
    return {
      ...ends,
      protocol: "tcp",
      reporter: "source",
      responses: [],
      bytesPerSecond,
      connectionsPerSecond: 3.8,
      health: unmeasured,
    };
  }
  const latency = (at: number) => ({ p50: at / 8, p95: at / 2, p99: at });
  return {
    ...ends,
    protocol: "http",
    reporter: "source",
    requestsPerSecond: rate,
    errorRatio: errors,
    clientErrorRatio: 0,
    responses: [{ code: "200", perSecond: rate * (1 - errors) }],
    latencyMs: { ...latency(p99), ...(usual === undefined ? {} : { usual: latency(usual) }) },
    health: errors > 0 ? failing(errors) : p99 > 500 ? slow() : well,
  };
}
