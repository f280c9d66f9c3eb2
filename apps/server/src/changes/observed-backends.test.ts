import type { EdgeId, NodeId, RouteKind, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import { expect, it } from "vitest";
import { noObjects, podsOf } from "../testing/mesh-objects.ts";
import { describeRoute } from "./describe-route.ts";
import { watchedChange } from "./watched-change.ts";

const versions = ["v1", "v2"] as const;
const full = (name: string) => `${name}.shop.svc.cluster.local`;

function routeOf(kind: RouteKind): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind,
    metadata: { name: "reviews", namespace: "shop", resourceVersion: "7", generation: 1 },
    spec: {
      parentRefs: [{ group: "", kind: "Service", name: "reviews" }],
      rules: [{ backendRefs: versions.map((version) => ({ name: `reviews-${version}`, port: 80, weight: 50 })) }],
    },
  };
}

const objects = {
  ...noObjects,
  pods: podsOf({ namespace: "shop", name: "reviews" }, versions),
  services: [
    { namespace: "shop", name: "reviews", ports: [], selector: { app: "reviews" } },
    ...versions.map((version) => ({
      namespace: "shop",
      name: `reviews-${version}`,
      ports: [],
      selector: { app: "reviews", version },
    })),
  ],
};

function picture(edgeTo: (version: string) => Partial<TopologyEdge>): Topology {
  const nodes = versions.map(
    (version): TopologyNode => ({
      id: version as NodeId,
      kind: "workload",
      cluster: "north",
      namespace: "shop",
      name: `reviews-${version}`,
      workload: `reviews-${version}`,
      inbound: {},
      outbound: {},
      health: { status: "healthy", basis: "requests", causes: [] },
      flags: [],
    }),
  );
  const edges = versions.map(
    (version): TopologyEdge => ({
      id: version as EdgeId,
      source: "web" as NodeId,
      target: version as NodeId,
      protocol: "http",
      reporter: "source",
      responses: [],
      destinationServices: [],
      routeRefs: [],
      health: { status: "healthy", basis: "requests", causes: [] },
      flags: [],
      ...edgeTo(version),
    }),
  );
  return { nodes, edges } as unknown as Topology;
}

function sharesOf(kind: RouteKind, topology: Topology) {
  const [rule] = describeRoute(routeOf(kind), { objects, topology, roots: new Map() }, true).rules;
  return rule?.destinations.map(({ observedShare }) => observedShare);
}

it.each([
  { where: "its own service", named: (version: string) => `reviews-${version}` },
  { where: "the service the route is attached to", named: () => "reviews" },
])("counts requests to a backend under $where", ({ named }) => {
  const topology = picture((version) => ({
    requestsPerSecond: version === "v1" ? 30 : 10,
    destinationServices: [{ name: named(version), host: full(named(version)) }],
  }));
  expect(sharesOf("HTTPRoute", topology)).toEqual([0.75, 0.25]);
});

it("counts connections where weights choose for each connection", () => {
  const topology = picture((version) => ({
    protocol: "tcp",
    connectionsPerSecond: version === "v1" ? 3 : 1,
    destinationServices: [{ name: `reviews-${version}`, host: full(`reviews-${version}`) }],
  }));
  expect(sharesOf("TCPRoute", topology)).toEqual([0.75, 0.25]);
  expect(sharesOf("HTTPRoute", topology)).toEqual([undefined, undefined]);
});

it.each([
  { kind: "TCPRoute", protocol: "tcp", counted: "connections" },
  { kind: "HTTPRoute", protocol: "http", counted: "requests" },
] as const)(
  "watches a change of a $kind by $counted, under every name they may have",
  async ({ kind, protocol, counted }) => {
    const asked: object[] = [];
    const weights = (v1: number) => [
      { host: "reviews-v1", port: 80, weight: v1 },
      { host: "reviews-v2", port: 80, weight: 100 - v1 },
    ];
    const unused = () => Promise.reject(new Error("not asked for here"));
    const watched = watchedChange(
      {
        cluster: { objects: async () => objects, own: { routes: { read: unused } } },
        telemetry: {
          requestsByDestination: async (subject) => {
            asked.push(subject);
            const at = { host: full("reviews"), workloadNamespace: "shop" };
            return [
              { ...at, workload: "reviews-v1", requests: 70 },
              { ...at, workload: "reviews-v2", requests: 30 },
            ];
          },
          lastPush: unused,
          controlPlaneVersion: unused,
        },
      },
      routeOf(kind),
      {
        id: "a",
        by: "ada",
        at: "2026-11-20T03:02:00.000Z",
        rule: { protocol, index: 0 },
        before: weights(50),
        after: weights(70),
        moves: [],
      } as unknown as RecordedChange,
    );
    expect(await watched.count(0, 1000, new AbortController().signal)).toEqual([70, 30]);
    expect(asked).toEqual([{ hosts: [full("reviews-v1"), full("reviews"), full("reviews-v2")], counted }]);
  },
);
