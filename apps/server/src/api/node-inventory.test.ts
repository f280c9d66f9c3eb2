import type { TopologyNode } from "@fyr/contract";
import type { Inventory, InventoryWorkload } from "@fyr/topology";
import { expect, it } from "vitest";
import { nodeInventory } from "./node-inventory.ts";

function workload(name: string, version: string): InventoryWorkload {
  return {
    cluster: "north",
    namespace: "payments",
    name,
    workloadKind: "Deployment",
    app: "payment",
    version,
    inMesh: true,
    role: "workload",
    pods: { ready: 1, total: 1 },
    services: ["payment"],
    podNames: [{ name: `${name}-a`, phase: "Running", ready: true, restarts: 0, host: "node-a" }],
  };
}

const route = { kind: "VirtualService" as const, namespace: "payments", name: "payment" };
const host = "payment.payments.svc.cluster.local";
const inventory: Inventory = {
  workloads: [workload("payment-v1", "v1"), workload("payment-v2", "v2")],
  services: [{ cluster: "north", namespace: "payments", name: "payment", host, selects: ["payment-v1", "payment-v2"] }],
  serviceEntries: [{ cluster: "north", namespace: "payments", name: "bank", hosts: ["bank.example"] }],
  routes: [{ route, hosts: [host], destinationHosts: [host], splits: true, injectsFaults: false }],
  circuitBreakerHosts: [],
  namespaces: ["payments"],
};

const node = (parts: Partial<TopologyNode>): TopologyNode => ({
  id: "n" as TopologyNode["id"],
  kind: "workload",
  cluster: "north",
  namespace: "payments",
  name: "payment",
  inbound: {},
  outbound: {},
  health: { status: "healthy", basis: "requests", causes: [] },
  flags: [],
  ...parts,
});

it.each([
  { what: "a workload", parts: { workload: "payment-v2" }, pods: ["payment-v2-a"] },
  { what: "an app", parts: { app: "payment" }, pods: ["payment-v1-a", "payment-v2-a"] },
  { what: "a version of an app", parts: { app: "payment", version: "v1" }, pods: ["payment-v1-a"] },
  { what: "a service", parts: { service: "payment" }, pods: ["payment-v1-a", "payment-v2-a"] },
])("has the pods and routes of $what", ({ parts, pods }) => {
  const known = nodeInventory(node(parts), inventory, ["north"]);
  expect(known.pods.map(({ name }) => name)).toEqual(pods);
  expect(known.routes).toEqual([route]);
});

it("has nothing of what lives elsewhere, or while the cluster was not read", () => {
  const nothing = { pods: [], routes: [] };
  expect(nodeInventory(node({ namespace: "shop", workload: "payment-v2" }), inventory, ["north"])).toEqual(nothing);
  expect(nodeInventory(node({ cluster: "south", workload: "payment-v2" }), inventory, ["north", "south"])).toEqual(
    nothing,
  );
  expect(nodeInventory(node({ workload: "payment-v2" }), undefined, ["north"])).toEqual(nothing);
});

it("takes the one cluster it watches for the one that is measured, whatever the kubeconfig calls it", () => {
  const known = nodeInventory(node({ cluster: "Kubernetes", workload: "payment-v2" }), inventory, ["Kubernetes"]);
  expect(known.pods.map(({ name }) => name)).toEqual(["payment-v2-a"]);
});
