import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import { type KubernetesObject, planWeights } from "@fyr/routing";
import { expect, it } from "vitest";
import { checkFacts } from "./check-facts.ts";

const host = "payment.payments.svc.cluster.local";
const object: KubernetesObject = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "payment", namespace: "payments", resourceVersion: "7" },
  spec: {
    hosts: ["payment"],
    http: [{ route: ["v1", "v2"].map((subset) => ({ destination: { host: "payment", subset }, weight: 50 })) }],
  },
};
const objects: MeshObjects = {
  pods: [],
  controllers: [],
  replicaSets: [],
  services: [{ namespace: "payments", name: "payment", ports: [], selector: { app: "payment" } }],
  namespaces: [],
  serviceEntries: [],
  virtualServices: [object],
  gatewayRoutes: [],
  referenceGrants: [],
  owners: {},
  destinationRules: [],
  gatewaySelectors: [],
  controllerRevisions: [],
  otherConfig: [],
  nodes: [],
};

function facts(more: Partial<MeshObjects>, topology?: Topology, measuredVersion?: string) {
  const planned = planWeights(object, { protocol: "http", index: 0 }, [
    { host: "payment", subset: "v1", weight: 60 },
    { host: "payment", subset: "v2", weight: 40 },
  ]);
  if (!planned.ok) throw new Error(planned.problem);
  const around = { objects: { ...objects, ...more }, routes: [object], topology, measuredVersion };
  return checkFacts({ object, plan: planned.plan, ...around });
}

function caller(name: string, more: Partial<TopologyNode>): TopologyNode {
  return {
    id: name as NodeId,
    kind: "workload",
    cluster: "north",
    namespace: "shop",
    name,
    inbound: {},
    outbound: {},
    health: { status: "healthy", basis: "requests", causes: [] },
    flags: [],
    ...more,
  };
}

function pictureOf(nodes: TopologyNode[], to = host): Topology {
  const edges = nodes.map(
    ({ id }): TopologyEdge => ({
      id: `${id} payment` as EdgeId,
      source: id,
      target: "payment" as NodeId,
      protocol: "http",
      reporter: "destination",
      responses: [],
      destinationServices: [{ name: "payment", host: to }],
      routeRefs: [],
      health: { status: "healthy", basis: "requests", causes: [] },
      flags: [],
    }),
  );
  return { nodes, edges } as unknown as Topology;
}

it("names callers no proxy goes with, and says when callers are not known at all", () => {
  const nodes = [
    caller("checkout", { inMesh: true }),
    caller("legacy-erp", { inMesh: false }),
    caller("unknown", { kind: "unknown" }),
  ];
  expect(facts({}, pictureOf(nodes)).mesh.callersOutside).toEqual([
    "callers that are not known by name",
    "shop/legacy-erp",
  ]);
  expect(facts({}, pictureOf(nodes, "else.shop.svc.cluster.local")).mesh.callersOutside).toEqual([]);
  expect(facts({}).mesh.callersOutside).toBeUndefined();
});

it("goes by istiod's pods for the version, the oldest of them, and by what is measured where there are none", () => {
  const pod = (istiodVersion: string) => ({ istiodVersion }) as MeshObjects["pods"][number];
  expect(facts({ pods: [pod("1.9.0"), pod("1.27.0")] }, undefined, "1.28.0").mesh.istioVersion).toBe("1.9.0");
  expect(facts({}, undefined, "1.28.0").mesh.istioVersion).toBe("1.28.0");
  expect(facts({}).mesh).not.toHaveProperty("istioVersion");
});

it("knows hosts of services and of service entries, wildcards included", () => {
  const serviceEntries = [{ ...object, kind: "ServiceEntry", spec: { hosts: ["*.bank.example"] } }];
  const { isKnownHost } = facts({ serviceEntries });
  expect([host, "api.bank.example", "other.payments.svc.cluster.local"].map(isKnownHost)).toEqual([true, true, false]);
  expect(facts({ services: [] }).isKnownHost(host)).toBeUndefined();
});

it.each([
  { labels: { "istio.io/dataplane-mode": "ambient" }, waypoint: undefined, lacks: true },
  {
    labels: { "istio.io/dataplane-mode": "ambient", "istio.io/use-waypoint": "wp" },
    waypoint: undefined,
    lacks: false,
  },
  { labels: { "istio.io/dataplane-mode": "ambient", "istio.io/use-waypoint": "wp" }, waypoint: "none", lacks: true },
  { labels: { "istio.io/dataplane-mode": "ambient" }, waypoint: "wp", lacks: false },
  { labels: { "istio-injection": "enabled" }, waypoint: undefined, lacks: false },
])("finds a service without a waypoint: $lacks for $labels and $waypoint", ({ labels, waypoint, lacks }) => {
  const services = [{ ...objects.services[0], ...(waypoint && { waypoint }) }] as MeshObjects["services"];
  const namespaces = [{ name: "payments", labels }];
  expect(facts({ services, namespaces }).mesh.withoutWaypoint).toEqual(
    lacks ? [{ kind: "Service", namespace: "payments", name: "payment" }] : [],
  );
});
