import type { Topology } from "@fyr/contract";
import { createTolerances, type Inventory, type InventoryWorkload, type Tolerances } from "@fyr/topology";
import { expect, it } from "vitest";
import { fakeTelemetry, traffic } from "../testing/fake-telemetry.ts";
import { testApp } from "../testing/test-app.ts";
import { readHealthRules } from "./read-health-rules.ts";

const cart: InventoryWorkload = {
  cluster: "north",
  namespace: "shop",
  name: "cart",
  workloadKind: "Deployment",
  inMesh: true,
  role: "workload",
  pods: { ready: 2, total: 2 },
  services: ["cart"],
  podNames: [],
};
const cartWith = (rateAnnotation: string): Inventory => ({
  workloads: [{ ...cart, rateAnnotation }],
  services: [],
  serviceEntries: [],
  routes: [],
  circuitBreakerHosts: [],
  namespaces: ["shop"],
});

/** One edge of 10 requests a second, of which 0.5 % fail: three in a minute. */
async function topologyWith(parts: { tolerances?: Tolerances; inventory?: Inventory }, at?: number): Promise<Topology> {
  const telemetry = fakeTelemetry({ traffic: async () => ({ samples: traffic(10, 0.005), warnings: [] }) });
  const app = await testApp({ ...parts, telemetry });
  try {
    const response = await app.inject({ url: `/api/topology${at === undefined ? "" : `?at=${at}`}` });
    return response.json();
  } finally {
    await app.close();
  }
}

const statusOf = (topology: Topology) => topology.edges[0]?.health.status;

it("calls a few failures well by its own tolerances and degraded by Kiali's, now and in the past", async () => {
  const kiali = { tolerances: createTolerances("kiali") };
  const hourAgo = Math.floor(Date.now() / 1000) - 3600;
  expect(statusOf(await topologyWith({}))).toBe("healthy");
  expect(statusOf(await topologyWith(kiali))).toBe("degraded");
  expect(statusOf(await topologyWith({}, hourAgo))).toBe("healthy");
  expect(statusOf(await topologyWith(kiali, hourAgo))).toBe("degraded");
});

it("judges by the file where a rule of it matches, and says so", async () => {
  const { rules } = readHealthRules(
    "rules: [{ name: cart, rates: [{ codes: 5XX, degradedPercent: 0.1, failingPercent: 0.4, minimumFailedRequests: 1 }] }]",
    "f",
  );
  const topology = await topologyWith({ tolerances: createTolerances("fyr", rules) });
  expect(topology.edges[0]?.health).toMatchObject({
    status: "failing",
    basis: "requests",
    causes: [{ code: "server-errors", threshold: 0.004, tolerance: "config", codes: "5XX" }],
  });
});

it("judges by the annotation of a workload before anything else", async () => {
  const topology = await topologyWith({ inventory: cartWith("5XX,0.1,0.2,http,inbound") });
  expect(topology.nodes.find(({ name }) => name === "cart")?.health).toMatchObject({
    status: "failing",
    causes: [{ threshold: 0.002, tolerance: "annotation" }],
  });
  expect(topology.warnings).toEqual([]);
});

it("ignores an annotation it cannot read, and says whose", async () => {
  const topology = await topologyWith({ inventory: cartWith("5XX,0.1") });
  expect(statusOf(topology)).toBe("healthy");
  expect(topology.warnings).toEqual([
    'The annotation health.kiali.io/rate of Deployment shop/cart is ignored: "5XX,0.1" is not code,degraded,failure,protocol,direction.',
  ]);
});
