import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import { expect, it } from "vitest";
import { noObjects, podsOf, subsetsOf } from "../testing/mesh-objects.ts";
import { describeRoute } from "./describe-route.ts";

const roots = new Map();
const host = "payment.payments.svc.cluster.local";

const object: KubernetesObject = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "payment", namespace: "payments", resourceVersion: "7", generation: 2 },
  spec: {
    hosts: ["payment"],
    http: [
      {
        route: [
          { destination: { host: "payment", subset: "v1" }, weight: 90 },
          { destination: { host: "payment", subset: "v2" }, weight: 10 },
        ],
      },
    ],
  },
};

const app = { namespace: "payments", name: "payment" };
const versions = ["v1", "v2"];
const objects = {
  ...noObjects,
  pods: podsOf(app, versions),
  services: [{ ...app, selector: { app: "payment" }, ports: [] }],
  virtualServices: [object],
  destinationRules: [subsetsOf(app, versions)],
};

function node(workload: string, status: "healthy" | "failing"): TopologyNode {
  return {
    id: workload as NodeId,
    kind: "workload",
    cluster: "north",
    namespace: "payments",
    name: workload,
    workload,
    inbound: { latencyMs: { p50: 1, p95: 2, p99: 3 } },
    outbound: {},
    health: { status, basis: "requests", causes: [] },
    flags: [],
  };
}

function edge(source: string, target: string, requestsPerSecond: number, errorRatio: number): TopologyEdge {
  return {
    id: `${source} ${target}` as EdgeId,
    source: source as NodeId,
    target: target as NodeId,
    protocol: "http",
    reporter: "source",
    requestsPerSecond,
    errorRatio,
    responses: [],
    destinationServices: [{ name: "payment", namespace: "payments", host, requestsPerSecond }],
    routeRefs: [],
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
  };
}

function picture(edges: TopologyEdge[]): Topology {
  return {
    revision: 1,
    at: "2026-11-20T03:14:20.000Z",
    windowSeconds: 60,
    grain: "workload",
    provider: "istio",
    sources: [],
    warnings: [],
    clusters: ["north"],
    namespaces: [],
    totals: { workloads: 0, workloadsHealthy: 0, workloadsUnknown: 0, edges: 0, edgesFailing: 0, edgesDegraded: 0 },
    problems: [],
    nodes: [node("payment-v1", "healthy"), node("payment-v2", "failing")],
    edges,
  };
}

it("adds up what all callers sent to each destination of the host", () => {
  const topology = picture([
    edge("checkout", "payment-v1", 60, 0),
    edge("orders", "payment-v1", 20, 0.05),
    edge("checkout", "payment-v2", 20, 0.1),
  ]);
  const route = describeRoute(object, { objects, topology, roots }, true);
  expect(route.health).toBe("failing");
  expect(route.rules[0]?.destinations).toMatchObject([
    {
      subset: "v1",
      requestsPerSecond: 80,
      observedShare: 0.8,
      errorRatio: 0.0125,
      nodes: ["payment-v1"],
      pods: { ready: 1, total: 1 },
      health: "healthy",
    },
    {
      subset: "v2",
      requestsPerSecond: 20,
      observedShare: 0.2,
      errorRatio: 0.1,
      latencyMs: { p99: 3 },
      health: "failing",
    },
  ]);
});

it("is failing where traffic is sent to a version without ready pods, which no workload shows", () => {
  const healthy = { ...picture([edge("checkout", "payment-v1", 60, 0)]), nodes: [node("payment-v1", "healthy")] };
  const without = { ...objects, pods: podsOf(app, ["v1"]) };
  const route = describeRoute(object, { objects: without, topology: healthy, roots }, true);
  expect(route.rules[0]?.destinations.map(({ health }) => health)).toEqual(["healthy", "failing"]);
  expect(route.health).toBe("failing");
});

it("leaves out traffic to the same workload under another host", () => {
  const other = edge("batch", "payment-v1", 50, 0);
  const elsewhere = {
    ...other,
    destinationServices: [{ name: "payment-v1", host: "payment-v1.payments.svc.cluster.local" }],
  };
  const route = describeRoute(
    object,
    { objects, topology: picture([elsewhere, edge("a", "payment-v2", 20, 0)]), roots },
    true,
  );
  expect(route.rules[0]?.destinations).toMatchObject([{ observedShare: 0 }, { observedShare: 1 }]);
  expect(route.rules[0]?.destinations[0]).not.toHaveProperty("requestsPerSecond");
});

it("says nothing observed where nothing is measured", () => {
  for (const topology of [undefined, picture([])]) {
    const [first] = describeRoute(object, { objects, topology, roots }, false).rules[0]?.destinations ?? [];
    expect(first).not.toHaveProperty("observedShare");
    expect(first).toMatchObject({ configuredShare: 0.9, pods: { ready: 1, total: 1 } });
  }
});

it.each([
  {
    name: "the person of Fyr's own last change",
    manager: "fyr",
    time: "2026-11-20T03:14:20Z",
    lastChange: { at: "2026-11-20T03:14:20.400Z", by: "ada" },
  },
  {
    name: "the tool that wrote after Fyr",
    manager: "kubectl-edit",
    time: "2026-11-20T04:00:00Z",
    lastChange: { at: "2026-11-20T04:00:00Z", manager: "kubectl-edit" },
  },
])("names $name", ({ manager, time, lastChange }) => {
  const moves = [
    { index: 0, destination: { host: "payment", subset: "v1" }, from: 95, to: 90 },
    { index: 1, destination: { host: "payment", subset: "v2" }, from: 5, to: 10 },
  ];
  const entry = { id: "a", by: "ada", at: "2026-11-20T03:14:20.400Z", rule: { protocol: "http", index: 0 }, moves };
  const annotations = { "fyr.dev/history": JSON.stringify([entry]) };
  const changed = { ...object, metadata: { ...object.metadata, annotations, managedFields: [{ manager, time }] } };
  expect(describeRoute(changed, { objects, topology: undefined, roots }, true).lastChange).toEqual(lastChange);
});
