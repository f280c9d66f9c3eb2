import { NEWEST_ISTIO } from "../istio-version.ts";
import { gaussian, streamOf } from "./chance.ts";
import type { CallSpec, MeshSpec, WorkloadSpec } from "./mesh-spec.ts";
import { call, entering, type Row, row } from "./workload-row.ts";

/** Where software has faults at all, so many of its answers are errors. */
const SELDOM = 0.0005;
export const BANK_HOST = "bank-api.example.com";

/** The demo's mesh: 40 workloads and one external host. The seed varies speeds and shares by a few per cent. */
export function createDefaultMesh(seed: number): MeshSpec {
  const workloads = [...edge(), ...shop(), ...checkout(), ...payments(), ...platform(), ...legacy()];
  return {
    seed,
    isNoisy: false,
    cluster: "demo-north",
    trustDomain: "cluster.local",
    istioVersion: NEWEST_ISTIO,
    nodes: ["node-a", "node-b", "node-c"],
    namespaces: ["edge", "shop", "checkout", "payments", "platform", "legacy"],
    entryPerSecond: 650,
    workloads: workloads.map((spec) => varied(spec, seed)),
  };
}

function edge(): WorkloadSpec[] {
  const calls = [
    entering("shop.example.com", "/", call("shop", "storefront", 0.636, 1)),
    entering("shop.example.com", "/mobile/home", call("shop", "mobile-bff", 0.364, 1)),
    entering("media.example.com", "/images/hero", call("shop", "media", 0.06, 0)),
  ];
  return [row("edge", "ingress", "v1", 650, 0.8, { role: "gateway", replicas: 2, calls })];
}

function shop(): WorkloadSpec[] {
  return [
    row("shop", "storefront", "v31", 412, 14, {
      replicas: 3,
      failures: SELDOM,
      calls: [
        ...shopWindow(0.22),
        call("shop", "recommend", 0.24, 0),
        call("shop", "media", 0.15, 0),
        call("shop", "ads", 0.12, 0),
      ],
      clientErrors: missing(0.012),
    }),
    row("shop", "mobile-bff", "v8", 236, 9, {
      replicas: 2,
      failures: SELDOM,
      calls: [...shopWindow(0), call("shop", "wishlist", 0.2, 0)],
      clientErrors: missing(0.006),
    }),
    row("shop", "search", "v5", 92, 38, { replicas: 1, failures: SELDOM, spread: 0.55 }),
    row("shop", "catalog", "v12", 482, 7, {
      replicas: 2,
      calls: [call("shop", "reviews", 0.436, 0.1), call("shop", "pricing", 1, 0.5)],
      clientErrors: missing(0.02),
    }),
    row("shop", "cart", "v7", 179, 5, {
      replicas: 3,
      failures: SELDOM,
      calls: [call("platform", "redis", 1, 1), call("platform", "sessions", 0.4, 0)],
    }),
    row("shop", "reviews", "v4", 210, 8, { replicas: 1, calls: [call("shop", "ratings", 0.976, 0.05)] }),
    row("shop", "ratings", "v2", 205, 4, { replicas: 1 }),
    row("shop", "pricing-v1", "v1", 434, 6, pricing(2)),
    row("shop", "pricing-v2", "v2", 49, 6, { ...pricing(1), cpuMs: 1.3 }),
    row("shop", "fx-rates", "v3", 483, 3, { replicas: 2, protocol: "grpc" }),
    ...splitInShop(),
  ];
}

/** Each by another kind of route, or by none. */
function splitInShop(): WorkloadSpec[] {
  return [
    row("shop", "recommend-v1", "v1", 79, 15, { app: "recommend", replicas: 2, failures: SELDOM }),
    row("shop", "recommend-v2", "v2", 20, 11, { app: "recommend", failures: SELDOM }),
    row("shop", "media-v3", "v3", 71, 4, { app: "media", replicas: 2, failures: SELDOM }),
    row("shop", "media-v4", "v4", 30, 5, { app: "media", failures: SELDOM }),
    row("shop", "ads-primary", "v1", 45, 9, { replicas: 2, failures: SELDOM }),
    row("shop", "ads", "v2", 5, 8, { failures: SELDOM }),
    row("shop", "wishlist-v1", "v1", 31, 7, { app: "wishlist", replicas: 2, failures: SELDOM }),
    row("shop", "wishlist-v2", "v2", 16, 6, { app: "wishlist", failures: SELDOM }),
  ];
}

const shopWindow = (search: number): CallSpec[] => [
  ...(search > 0 ? [call("shop", "search", search, 0.1)] : []),
  call("shop", "catalog", 0.744, 0.6),
  call("shop", "cart", 0.276, 0.4),
  call("platform", "identity", 0.426, 0.8),
  call("checkout", "checkout", 0.0988, 1),
];

const pricing = (replicas: number): Row => ({
  app: "pricing",
  replicas,
  protocol: "grpc",
  calls: [call("shop", "fx-rates", 1, 0.4)],
});

function checkout(): WorkloadSpec[] {
  return [
    row("checkout", "checkout", "v18", 64, 12, {
      replicas: 2,
      failures: SELDOM,
      calls: [
        call("checkout", "tax", 1, 0.8),
        call("checkout", "orders", 1, 1),
        call("checkout", "shipping", 0.6, 0.5),
        call("payments", "payment", 1, 1),
        call("checkout", "promotions", 0.8, 0),
      ],
      clientErrors: { ratio: 0.015, code: "409" },
    }),
    row("checkout", "promotions-v1", "v1", 46, 6, { app: "promotions", protocol: "grpc" }),
    row("checkout", "promotions-v2", "v2", 5, 5, { app: "promotions", protocol: "grpc" }),
    row("checkout", "tax", "v2", 64, 5, { replicas: 1, protocol: "grpc" }),
    row("checkout", "orders", "v14", 64, 11, {
      replicas: 2,
      failures: SELDOM,
      calls: [
        call("platform", "orders-db", 1, 1),
        call("platform", "events", 1, 0.1),
        call("legacy", "legacy-erp", 0.19, 0.2),
        call("payments", "billing", 0.59, 0.3),
      ],
    }),
    row("checkout", "shipping", "v5", 38, 16, { failures: SELDOM, calls: [call("platform", "orders-db", 1, 1)] }),
  ];
}

function payments(): WorkloadSpec[] {
  return [
    row("payments", "payment-v1", "v1", 60.8, 22, payment(2, 4)),
    row("payments", "payment-v2", "v2", 3.2, 22, payment(2, 4)),
    row("payments", "billing-v1", "v1", 34, 13, { app: "billing", replicas: 2, failures: SELDOM, cpuMs: 4.5 }),
    row("payments", "billing-v2", "v2", 3.8, 12, { app: "billing", replicas: 2, cpuMs: 4.5 }),
    row("payments", "fraud", "v11", 64, 10, { replicas: 1, protocol: "grpc" }),
    row("payments", "ledger", "v9", 64, 9, { replicas: 2, protocol: "grpc" }),
    row("payments", "bank-api", "", 57, 28, { role: "external", host: BANK_HOST, sidecar: false, spread: 0.3 }),
  ];
}

const payment = (replicas: number, cpuMs: number): Row => ({
  app: "payment",
  replicas,
  failures: SELDOM,
  cpuMs,
  calls: [
    call("payments", "fraud", 1, 0.9),
    call("payments", "ledger", 1, 1),
    { host: BANK_HOST, perRequest: 0.9, propagates: 1 },
  ],
});

function platform(): WorkloadSpec[] {
  return [
    row("platform", "identity", "v9", 276, 4, {
      replicas: 2,
      calls: [call("platform", "audit", 1, 0)],
      clientErrors: { ratio: 0.03, code: "401" },
    }),
    row("platform", "audit", "v1", 276, 2.5, { replicas: 1, protocol: "grpc" }),
    row("platform", "redis", "v7", 179, 0.5, { kind: "StatefulSet", protocol: "tcp" }),
    row("platform", "sessions-v7", "v7", 57, 0.6, { app: "sessions", kind: "StatefulSet", protocol: "tcp" }),
    row("platform", "sessions-v8", "v8", 14, 0.5, { app: "sessions", kind: "StatefulSet", protocol: "tcp" }),
    row("platform", "events", "v3", 64, 4, {
      replicas: 1,
      protocol: "grpc",
      calls: [call("platform", "notify", 0.95, 0)],
    }),
    row("platform", "notify", "v6", 61, 18, { replicas: 1, failures: SELDOM }),
    row("platform", "orders-db", "v15", 102, 2.2, { kind: "StatefulSet", protocol: "tcp" }),
  ];
}

function legacy(): WorkloadSpec[] {
  return [row("legacy", "legacy-erp", "v3", 12, 120, { sidecar: false, spread: 0.35, failures: SELDOM })];
}

const missing = (ratio: number) => ({ ratio, code: "404" });

function varied(spec: WorkloadSpec, seed: number): WorkloadSpec {
  const vary = (what: string, by: number) =>
    1 + by * gaussian(seed, streamOf(`${spec.namespace}/${spec.app}${what}`), 0);
  return {
    ...spec,
    ownMs: spec.ownMs * vary("speed", 0.05),
    failureRatio: spec.failureRatio * vary("failures", 0.2),
    calls: spec.calls.map((made) => ({ ...made, perRequest: made.perRequest * vary(made.host, 0.01) })),
  };
}
