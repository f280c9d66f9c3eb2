import { expect, it } from "vitest";
import { backendsOf } from "./backends.ts";
import { buildInventory } from "./build-inventory.ts";
import { istioObject, noObjects, pod } from "./testing/objects.ts";

const proxy = { name: "istio-proxy", env: [{ name: "ISTIO_META_CLUSTER_ID", value: "north" }] };

function only(parts: Partial<typeof noObjects>) {
  const { workloads } = buildInventory({ ...noObjects, ...parts }, "kube");
  expect(workloads).toHaveLength(1);
  return workloads[0];
}

it("finds the Deployment behind a ReplicaSet", () => {
  const replicaSets = [
    {
      namespace: "shop",
      name: "cart-abc",
      images: [],
      limits: { cpu: {}, memory: {} },
      owner: { kind: "Deployment", name: "cart" },
    },
  ];
  const pods = [pod("cart-abc-1", { owner: { kind: "ReplicaSet", name: "cart-abc" } })];
  expect(only({ pods, replicaSets })).toMatchObject({ name: "cart", workloadKind: "Deployment", namespace: "shop" });
});

it.each([
  {
    owner: { kind: "ReplicaSet", name: "cart-5d8f" },
    labels: { "pod-template-hash": "5d8f" },
    is: ["Deployment", "cart"],
  },
  { owner: { kind: "StatefulSet", name: "redis" }, labels: {}, is: ["StatefulSet", "redis"] },
  { owner: { kind: "Job", name: "report-28123456" }, labels: {}, is: ["CronJob", "report"] },
  { owner: { kind: "Job", name: "migrate" }, labels: {}, is: ["Job", "migrate"] },
  { owner: undefined, labels: {}, is: ["Pod", "alone"] },
  { owner: undefined, labels: { "service.istio.io/workload-name": "said" }, is: ["Pod", "said"] },
])("names the workload of $owner.name $is", ({ owner, labels, is: [workloadKind, name] }) => {
  expect(only({ pods: [pod("alone", { labels, ...(owner && { owner }) })] })).toMatchObject({ workloadKind, name });
});

it.each([
  { parts: { containers: [{ name: "app" }, proxy] }, inMesh: true },
  { parts: { initContainers: [proxy] }, inMesh: true },
  { parts: { annotations: { "ambient.istio.io/redirection": "enabled" } }, inMesh: true },
  { parts: {}, inMesh: false },
])("says inMesh $inMesh for $parts", ({ parts, inMesh }) => {
  expect(only({ pods: [pod("cart", parts)] })).toMatchObject({ inMesh });
});

it("takes an ambient namespace's pods for in the mesh, unless they opted out", () => {
  const namespaces = [{ name: "shop", labels: { "istio.io/dataplane-mode": "ambient" } }];
  expect(only({ namespaces, pods: [pod("cart")] })).toMatchObject({ inMesh: true });
  const out = pod("cart", { labels: { "istio.io/dataplane-mode": "none" } });
  expect(only({ namespaces, pods: [out] })).toMatchObject({ inMesh: false });
});

it.each([
  { labels: { istio: "ingressgateway" }, role: "gateway" },
  { labels: { "gateway.networking.k8s.io/gateway-name": "front" }, role: "gateway" },
  { labels: { "gateway.istio.io/managed": "istio.io-mesh-controller" }, role: "waypoint" },
  { labels: { app: "edge" }, role: "gateway" },
  { labels: { app: "cart" }, role: "workload" },
])("takes $labels for a $role", ({ labels, role }) => {
  expect(only({ pods: [pod("p", { labels })], gatewaySelectors: [{ app: "edge" }] })).toMatchObject({ role });
});

it("counts ready pods of those wanted, and leaves finished ones out", () => {
  const owner = { kind: "StatefulSet", name: "redis" };
  const controllers = [{ kind: "StatefulSet", namespace: "shop", name: "redis", labels: {}, replicas: 3 }];
  const pods = [
    pod("redis-0", { owner }),
    pod("redis-1", { owner, ready: false }),
    pod("redis-2", { owner, phase: "Failed", ready: false }),
  ];
  const found = only({ pods, controllers });
  expect(found).toMatchObject({ pods: { ready: 1, total: 3 } });
  expect(found?.podNames).toMatchObject([
    { name: "redis-0", ready: true, restarts: 3, host: "node-a", phase: "Running" },
    { name: "redis-1", ready: false },
  ]);
});

it("keeps a Deployment that has no pods", () => {
  const controllers = [{ kind: "Deployment", namespace: "shop", name: "idle", labels: { app: "idle" }, replicas: 0 }];
  expect(only({ controllers })).toMatchObject({
    name: "idle",
    app: "idle",
    inMesh: false,
    pods: { ready: 0, total: 0 },
  });
});

it("calls the cluster what Istio calls it, else what the kubeconfig does", () => {
  expect(only({ pods: [pod("cart", { containers: [proxy] })] })).toMatchObject({ cluster: "north" });
  expect(only({ pods: [pod("cart")] })).toMatchObject({ cluster: "kube" });
});

const subsets = [
  { name: "v1", labels: { version: "v1" } },
  { name: "v2", labels: { version: "v2" } },
];

const mesh = {
  ...noObjects,
  services: [{ namespace: "shop", name: "cart", selector: { app: "cart" }, ports: [] }],
  pods: [
    pod("cart-v1-0", { labels: { app: "cart", version: "v1" }, owner: { kind: "StatefulSet", name: "cart-v1" } }),
    pod("cart-v2-0", {
      labels: { app: "cart", version: "v2" },
      owner: { kind: "StatefulSet", name: "cart-v2" },
      ready: false,
    }),
  ],
  destinationRules: [
    istioObject("DestinationRule", "cart", { host: "cart", subsets, trafficPolicy: { outlierDetection: {} } }),
  ],
  virtualServices: [
    istioObject("VirtualService", "root", {
      hosts: ["cart"],
      http: [{ fault: { abort: { httpStatus: 500 } }, delegate: { name: "cart" } }],
    }),
    istioObject("VirtualService", "cart", {
      http: [
        { route: [{ destination: { host: "cart", subset: "v1" } }, { destination: { host: "cart", subset: "v2" } }] },
      ],
    }),
  ],
};

it("joins services, routes and rules by full names", () => {
  const inventory = buildInventory(mesh, "kube");
  const host = "cart.shop.svc.cluster.local";
  expect(inventory.services).toMatchObject([{ name: "cart", host, selects: ["cart-v1", "cart-v2"] }]);
  expect(inventory.workloads.map(({ services }) => services)).toEqual([["cart"], ["cart"]]);
  expect(inventory.circuitBreakerHosts).toEqual([host]);
  expect(inventory.routes).toMatchObject([
    { route: { name: "cart" }, hosts: [host], destinationHosts: [host], splits: true, injectsFaults: false },
    { route: { name: "root" }, hosts: [host], destinationHosts: [], splits: false, injectsFaults: true },
  ]);
});

it.each([
  { destination: { host: "cart", subset: "v2" }, found: { workloads: ["cart-v2"], pods: { ready: 0, total: 1 } } },
  { destination: { host: "cart.shop.svc.cluster.local" }, found: { workloads: ["cart-v1", "cart-v2"] } },
])("finds who takes the traffic of $destination", ({ destination, found }) => {
  expect(backendsOf(mesh, destination, "shop")).toMatchObject(found);
});

it.each([{ host: "cart", subset: "v9" }, { host: "api.bank.example" }, { host: "cart.elsewhere.svc.cluster.local" }])(
  "knows nobody behind %j",
  (destination) => {
    expect(backendsOf(mesh, destination, "shop")).toBeUndefined();
  },
);
