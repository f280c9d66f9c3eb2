import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { buildPicture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { scenarioSeries } from "../fixtures/scenario.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const moment = { at, windowSeconds: 60 };

const span = { from: at - 300, to: at, stepSeconds: 15 };
const series = [...scenarioSeries("bucket-layouts", at, span), steadyCounter("up", { job: "mesh" }, 0, span)];
const [withoutRules, withRules] = ["without rules", "with rules, which add those pods up"];

const running = new Map<string, RunningPrometheus>();
beforeAll(async () => {
  running.set(withoutRules, await startPrometheus(series));
  running.set(withRules, await startPrometheus(series, { recorded: [{ rules: ruleFile(15), ...span }] }));
});
afterAll(() => Promise.all([...running.values()].map((one) => one.stop())));

it.each([withoutRules, withRules])(
  "has the same percentiles on the map, in charts and in the spread where pods differ in bounds, %s",
  async (where) => {
    const prometheus = running.get(where);
    if (prometheus === undefined) throw new Error("Prometheus has not started.");
    const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
    const measured = [await telemetry.traffic(moment), await telemetry.latencies(moment)];
    expect(measured.map(({ source }) => source)).toEqual([where === withRules ? "recorded" : "raw", "raw"]);
    const samples = measured.flatMap((one) => one.samples);
    const when = new Date(at * 1000).toISOString();
    const picture = buildPicture({
      at: when,
      windowSeconds: 60,
      grain: "workload",
      samples,
      sources: [],
      warnings: [],
    });
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
  },
);
