import { createIstioTelemetry, createPrometheusClient, type IstioTelemetry } from "@fyr/prometheus";
import { buildPicture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { scenarioObjects, scenarioSeries } from "../fixtures/scenario.ts";
import { inventoryOf } from "./inventory-of.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const moment = { at, windowSeconds: 60 };
const range = { from: at, to: at, stepSeconds: 60, windowSeconds: 60 };
const name = "waypoint-and-sidecars";
const waypoints = [{ name: "waypoint", hidesLegs: true }];

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(scenarioSeries(name, at, { from: at - 300, to: at, stepSeconds: 15 }));
});
afterAll(() => prometheus.stop());

async function pictureOf(telemetry: IstioTelemetry) {
  const samples = [await telemetry.traffic(moment), await telemetry.latencies(moment)].flatMap((one) => one.samples);
  return buildPicture({
    at: new Date(at * 1000).toISOString(),
    windowSeconds: 60,
    grain: "workload",
    samples,
    inventory: inventoryOf(scenarioObjects(name)),
    sources: [],
    warnings: [],
  });
}

const telemetryOf = () => createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));

it.each([
  { node: "istio-ingressgateway", direction: "outbound" },
  { node: "pay-v1", direction: "inbound" },
  { node: "cart-v1", direction: "inbound" },
] as const)("draws of $node, $direction, what the map says", async ({ node: wanted, direction }) => {
  const telemetry = telemetryOf();
  const { topology, nodeParties } = await pictureOf(telemetry);
  const node = topology.nodes.find((one) => one.name === wanted);
  const parties = (node && nodeParties.get(node.id)) ?? [];
  const chart = await telemetry.series({ parties, direction, waypoints }, range);
  const traffic = node?.[direction];
  expect(traffic?.requestsPerSecond).toBeGreaterThan(0);
  expect(chart.requestsPerSecond?.[0]).toBeCloseTo(traffic?.requestsPerSecond ?? 0, 2);
  expect(chart.p95Ms?.[0] ?? 0).toBeCloseTo(traffic?.latencyMs?.p95 ?? 0, 1);
});

it("draws of the mesh, and of all that namespaces receive, what the edges of the map add up to", async () => {
  const telemetry = telemetryOf();
  const { edges, nodes } = (await pictureOf(telemetry)).topology;
  const namespaces = [...new Set(nodes.flatMap(({ namespace = [] }) => namespace))];
  const counted = edges.flatMap(({ responses }) => responses);
  const total = edges.reduce((sum, { requestsPerSecond = 0 }) => sum + requestsPerSecond, 0);
  expect(counted.map(({ flags }) => flags)).toEqual(expect.arrayContaining(["UF", "UC"]));
  for (const subject of [{ mesh: true, waypoints } as const, { namespaces, waypoints }]) {
    expect((await telemetry.series(subject, range)).requestsPerSecond?.[0]).toBeCloseTo(total, 2);
  }
});
