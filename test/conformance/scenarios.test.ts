import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildTopology } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { type ExpectedGraph, expectedGraph, type ScenarioOptions, scenarioSeries } from "../fixtures/scenario.ts";
import { neutralGraph } from "./neutral-graph.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 1500, to: at + 60, stepSeconds: 15 };

const runs: { scenario: string; how: string; options: ScenarioOptions; graphs: string[] }[] = [
  { scenario: "bookinfo", how: "plain", options: {}, graphs: ["workload", "app", "versionedApp", "service"] },
  { scenario: "bookinfo", how: "both sides reporting", options: { mirror: true }, graphs: ["workload", "app"] },
  { scenario: "bookinfo", how: "three proxies each", options: { instances: 3 }, graphs: ["workload", "service"] },
  { scenario: "bookinfo", how: "after a restart", options: { resetAt: at - 300 }, graphs: ["workload"] },
  { scenario: "ambient", how: "plain", options: {}, graphs: ["workload"] },
  { scenario: "security-mtls", how: "three proxies each", options: { instances: 3 }, graphs: ["direct"] },
];

async function lookAt(prometheus: RunningPrometheus, { grain, windowSeconds }: ExpectedGraph) {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const moment = { at, windowSeconds };
  const [traffic, latencies] = await Promise.all([telemetry.traffic(moment), telemetry.latencies(moment)]);
  return buildTopology({
    at: new Date(at * 1000).toISOString(),
    windowSeconds,
    grain,
    samples: [...traffic.samples, ...latencies.samples],
    sources: [],
    warnings: [],
  });
}

describe.each(runs)("$scenario, $how", ({ scenario, options, graphs }) => {
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus(scenarioSeries(scenario, span, options));
  });
  afterAll(() => prometheus.stop());

  it.each(graphs)("gives the expected %s graph", async (name) => {
    const expected = expectedGraph(`${scenario}.${name}`);
    const got = neutralGraph(await lookAt(prometheus, expected));
    // Workloads without a service stay visible as themselves where others leave them out of a service graph.
    const extra = expected.grain === "service" ? ["workload:east/bookinfo/kiali-2412"] : [];
    expect(got.nodes).toEqual([...new Set([...expected.nodes, ...extra])].sort());
    const known = got.edges.filter((edge) => !extra.includes(edge.to));
    expect(known.map(edgeName).sort()).toEqual(expected.edges.map(edgeName).sort());
    for (const edge of expected.edges) {
      const ours = known.find((one) => edgeName(one) === edgeName(edge));
      expect.soft(ours?.rate, edgeName(edge)).toBeCloseTo(edge.rate ?? 0, 3);
      if (edge.rateByCode !== undefined) expect.soft(ours?.rateByCode, edgeName(edge)).toEqual(edge.rateByCode);
      if (edge.percentMTLS !== undefined) expect.soft(ours?.percentMTLS, edgeName(edge)).toBe(edge.percentMTLS);
    }
  });
});

describe("response-time-x1000, three proxies each", () => {
  // The expected graph takes times from the callee's side. Here rate and time come from one side, the caller's.
  const calledSide = { "app:Kubernetes/bookinfo/ratings:v1": 40 };
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus(scenarioSeries("response-time-x1000", span, { instances: 3 }));
  });
  afterAll(() => prometheus.stop());

  it.each([
    { name: "p95-direct", field: "p95" },
    { name: "avg-direct", field: "mean" },
  ] as const)("gives the expected $field of every edge", async ({ name, field }) => {
    const expected = expectedGraph(`response-time-x1000.${name}`);
    const topology = await lookAt(prometheus, expected);
    const edges = neutralGraph(topology).edges.map((edge, index) => ({
      ...edge,
      responseTimeMs: topology.edges[index]?.latencyMs?.[field],
    }));
    expect(edges.map(edgeName).sort()).toEqual(expected.edges.map(edgeName).sort());
    for (const edge of expected.edges) {
      const ours = edges.find((one) => edgeName(one) === edgeName(edge));
      const wanted = new Map(Object.entries(calledSide)).get(edge.to) ?? edge.responseTimeMs;
      expect.soft(ours?.responseTimeMs, edgeName(edge)).toBe(wanted);
    }
  });
});

function edgeName({ from, to, protocol }: { from: string; to: string; protocol: string }): string {
  return `${from} > ${to} ${protocol}`;
}
