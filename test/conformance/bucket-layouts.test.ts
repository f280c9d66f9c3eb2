import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildPicture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { scenarioSeries } from "../fixtures/scenario.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const moment = { at, windowSeconds: 60 };

let prometheus: RunningPrometheus;
beforeAll(async () => {
  const span = { from: at - 300, to: at, stepSeconds: 15 };
  prometheus = await startPrometheus(scenarioSeries("bucket-layouts", at, span));
});
afterAll(() => prometheus.stop());

it("has the same percentiles on the map, in charts and in the spread where pods differ in bounds", async () => {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const samples = [await telemetry.traffic(moment), await telemetry.latencies(moment)].flatMap((one) => one.samples);
  const when = new Date(at * 1000).toISOString();
  const picture = buildPicture({ at: when, windowSeconds: 60, grain: "workload", samples, sources: [], warnings: [] });
  const { topology, edgeKeys, nodeParties } = picture;
  const edge = topology.edges.find(({ target }) => target.endsWith("cart-v1"));
  const keys = (edge && edgeKeys.get(edge.id)) ?? [];
  const parties = (edge && nodeParties.get(edge.target)) ?? [];
  const range = { from: at, to: at, stepSeconds: 60, windowSeconds: 60 };
  for (const subject of [{ edges: keys }, { parties }]) {
    const { p95Ms, meanMs } = await telemetry.series(subject, range);
    expect(p95Ms?.[0]).toBeCloseTo(edge?.latencyMs?.p95 ?? 0, 6);
    expect(meanMs?.[0]).toBeCloseTo(20, 6);
  }
  const { latencyBuckets } = await telemetry.edgeLatencyBuckets(keys, moment);
  expect(latencyBuckets.map(({ upToMs }) => upToMs)).toEqual([1, 5, 10, 50, 100, undefined]);
  expect(latencyBuckets.reduce((sum, { perSecond }) => sum + perSecond, 0)).toBeCloseTo(10, 6);
});
