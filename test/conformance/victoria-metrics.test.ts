import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { churningMesh } from "../fixtures/churning-mesh.ts";
import { type RawSeries, type Span, steadyCounter } from "../fixtures/open-metrics.ts";
import type { RunningPrometheus } from "../fixtures/prometheus.ts";
import { type ScenarioOptions, scenarioSeries } from "../fixtures/scenario.ts";
import { hasVictoriaMetrics, startVictoriaMetrics } from "../fixtures/victoria-metrics.ts";
import { expectGraph, graphsOf, scenarios } from "./expect-graph.ts";

/** Structure exactly, numbers as near as those of Prometheus: within one in a hundred. */
const ways: readonly { readonly how: string; readonly options: ScenarioOptions }[] = [
  { how: "plain", options: {} },
  {
    how: "both sides reporting, three proxies each, after a restart",
    options: { mirror: true, instances: 3, resetBefore: 300 },
  },
];
const runs = scenarios.flatMap((scenario) => ways.map((way) => ({ scenario, ...way })));

const start = Date.UTC(2026, 0, 1) / 1000;
const slotSeconds = 1500;
const momentOf = (run: number) => start + run * slotSeconds;

/** A mesh whose pods live ten minutes each, after all scenarios; rules have recorded its second hour. */
const churn: Span = { from: momentOf(runs.length + 5), to: momentOf(runs.length + 5) + 7200, stepSeconds: 15 };
const recordedFrom = churn.from + 3600;

describe.skipIf(!hasVictoriaMetrics)("VictoriaMetrics", () => {
  let victoria: RunningPrometheus;
  beforeAll(async () => {
    const meshes = runs.flatMap(({ scenario, options }, run) => {
      const at = momentOf(run);
      return scenarioSeries(scenario, at, { from: at - 810, to: at + 30, stepSeconds: 15 }, options);
    });
    victoria = await startVictoriaMetrics([...meshes, ...churningMesh(churn)], {
      recorded: {
        rules: ruleFile(15, { engine: "victoria-metrics", matchers: [], names: [] }),
        from: recordedFrom,
        to: churn.to,
      },
    });
  });
  afterAll(() => victoria.stop());

  const client = (url = victoria.url) => createPrometheusClient({ url, timeoutMs: 20_000 });
  const reader = (url = victoria.url) => createIstioTelemetry(client(url));

  describe.each(runs.map((run, at) => ({ ...run, at: momentOf(at) })))("$scenario, $how", ({ scenario, at }) => {
    it.each(graphsOf(scenario))("gives %s", (name) => expectGraph(victoria.url, at, name));
  });

  /** Of requests the callers report, in the middle of a pod's life and half a window after it changed. */
  it.each([
    { what: "the proxies' own series", time: recordedFrom - 1500, source: "raw" },
    { what: "the proxies' own series, while pods change", time: recordedFrom - 1200 + 150, source: "raw" },
    { what: "recorded series", time: recordedFrom + 2100, source: "recorded" },
  ])("counts no pod that went or came for the whole window: $what", async ({ time, source }) => {
    const { samples, ...told } = await reader().traffic({ at: time, windowSeconds: 300 });
    const rate = samples.reduce(
      (sum, sample) => sum + (sample.kind === "requests" && sample.reporter === "destination" ? sample.perSecond : 0),
      0,
    );
    expect(told).toEqual({ source, warnings: [] });
    // What a pod served before its first scrape, and after its last one, is not known: one scrape of 300 s.
    expect(Math.abs(rate - 30)).toBeLessThanOrEqual(0.05 * 30 + 1e-9);
  });

  it("tells of every step of a range what a look at that moment sees", async () => {
    const range = { from: churn.from + 1807, to: churn.from + 1807 + 3600, stepSeconds: 60, windowSeconds: 60 };
    const telemetry = reader();
    const [traffic, latencies] = [await telemetry.trafficOverRange(range), await telemetry.latenciesOverRange(range)];
    expect(traffic.times).toHaveLength(61);
    for (const time of [range.from, range.from + 600, range.to]) {
      const moment = { at: time, windowSeconds: 60 };
      const { samples } = await telemetry.traffic(moment);
      expect(samples.length).toBeGreaterThan(4);
      expect(rounded((await traffic.at(time)).samples)).toEqual(rounded(samples));
      expect(rounded((await latencies.at(time)).samples)).toEqual(rounded((await telemetry.latencies(moment)).samples));
    }
  });

  it("draws charts and spreads of the numbers a look sees", async () => {
    const time = recordedFrom - 1500;
    const moment = { at: time, windowSeconds: 60 };
    const keys = (await reader().traffic(moment)).samples.filter(
      ({ kind, reporter }) => kind === "requests" && reporter === "source",
    );
    const range = { from: time - 900, to: time, stepSeconds: 60, windowSeconds: 60 };
    for (const subject of [{ edges: keys }, { mesh: true as const }, { namespace: "shop" }]) {
      const chart = await reader().series(subject, range);
      expect(chart.times).toHaveLength(16);
      for (const rate of chart.requestsPerSecond ?? [null]) expect(rate).toBeCloseTo(30, 6);
      for (const mean of chart.meanMs ?? [null]) expect(mean).toBeCloseTo(40, 6);
    }
    const { latencyBuckets } = await reader().edgeLatencyBuckets(keys, moment);
    expect(latencyBuckets.reduce((sum, { perSecond }) => sum + perSecond, 0)).toBeCloseTo(30, 6);
    const { received } = await reader().requestLines({ senders: ["storefront"] }, range);
    expect(received.map(({ requestsPerSecond }) => requestsPerSecond.at(-1))).toEqual([expect.closeTo(30, 6)]);
  });

  it("knows where its samples begin and end, and how dense they are", async () => {
    expect(await reader().newestSample(churn.to + 40)).toEqual({ at: churn.to, spacingSeconds: 15 });
    expect(await client().scrapeInterval(churn.to)).toBe(15);
    expect(await client().samplesWithin(60, [churn.to - 120, churn.to])).toEqual([4, 4]);
    expect(await client().oldestSample(momentOf(0))).toBeGreaterThanOrEqual(momentOf(0) - 810);
  });

  it("counts requests since a change, to within a scrape", async () => {
    const hosts = ["cart.shop.svc.cluster.local"];
    const [counted] = await reader().requestsByDestination(
      { hosts },
      { from: churn.from + 700, to: churn.from + 1000 },
    );
    expect(Math.abs((counted?.requests ?? 0) - 30 * 300)).toBeLessThanOrEqual(30 * 15);
  });
});

describe.skipIf(!hasVictoriaMetrics)("VictoriaMetrics now", () => {
  const labels = {
    reporter: "source",
    source_workload: "a",
    source_workload_namespace: "shop",
    destination_workload: "b",
  };
  const started: RunningPrometheus[] = [];
  afterAll(() => Promise.all(started.map((one) => one.stop())));

  async function telemetryOf(series: readonly RawSeries[], labelsPerSeries?: number) {
    const victoria = await startVictoriaMetrics(series, { labelsPerSeries });
    started.push(victoria);
    return createIstioTelemetry(createPrometheusClient({ url: victoria.url, timeoutMs: 20_000 }));
  }

  it("is seen as it is, not as it was half a minute ago", async () => {
    const at = Math.floor(Date.now() / 1000);
    const telemetry = await telemetryOf([
      steadyCounter("istio_requests_total", labels, 6, { from: at - 20, to: at, stepSeconds: 5 }),
    ]);
    expect(await telemetry.newestSample(at)).toMatchObject({ at });
    expect((await telemetry.traffic({ at, windowSeconds: 20 })).samples).toHaveLength(1);
    expect(await telemetry.connection(at)).toEqual([]);
  });

  it("ends fine charts where values would only be repeated", async () => {
    const at = Math.floor(Date.now() / 1000);
    const rising = steadyCounter("istio_requests_total", labels, 1, { from: at - 300, to: at, stepSeconds: 5 });
    // Ever faster, so that no two values are the same.
    const samples = rising.samples.map(([time], nth) => [time, nth * nth] as [number, number]);
    const telemetry = await telemetryOf([{ ...rising, samples }]);
    const range = { from: at - 240, to: at, stepSeconds: 5, windowSeconds: 20 };
    const { times, requestsPerSecond = [] } = await telemetry.series({ mesh: true }, range);
    const measured = requestsPerSecond.filter((rate) => rate !== null);
    expect(new Set(measured).size).toBe(measured.length);
    expect(measured.length).toBeGreaterThan(35);
    expect(requestsPerSecond.slice(times.findIndex((time) => time > at - 20))).toEqual([null, null, null, null]);
    const minutes = await telemetry.series({ mesh: true }, { ...range, stepSeconds: 60 });
    expect(minutes.requestsPerSecond?.at(-1)).not.toBeNull();
  });

  it("says that it drops labels, where it does", async () => {
    const at = Math.floor(Date.now() / 1000);
    // Labels are kept in the order of their names: those of the caller go first.
    const many = Object.fromEntries(Array.from({ length: 27 }, (_, label) => [`a_pod_label_${label}`, "x"]));
    const telemetry = await telemetryOf(
      [steadyCounter("istio_requests_total", { ...many, ...labels }, 6, { from: at - 60, to: at, stepSeconds: 5 })],
      30,
    );
    const words = [expect.stringContaining("-maxLabelsPerTimeseries")];
    expect(await telemetry.connection(at)).toEqual(words);
    expect((await telemetry.traffic({ at, windowSeconds: 60 })).warnings).toEqual(expect.arrayContaining(words));
  });
});

/** Sums added up in another order differ in the last digits, rows come in any. */
function rounded(samples: readonly object[]): string[] {
  return samples.map((sample) => JSON.stringify(sample, roundedAndSorted)).toSorted();
}

/** Which of sum and count comes first is up to the engine. */
function roundedAndSorted(_: string, value: unknown): unknown {
  if (typeof value === "number") return Number(value.toPrecision(9));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
