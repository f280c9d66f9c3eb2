import type { Grain } from "@fyr/contract";
import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildPicture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { remoteWrite } from "../fixtures/remote-write.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 600, to: at, stepSeconds: 15 };
const duration = "istio_request_duration_milliseconds";

const call = (target: string): Record<string, string> => ({
  reporter: "source",
  source_cluster: "north",
  source_workload_namespace: "shop",
  source_workload: "web",
  source_canonical_service: "web",
  destination_cluster: "north",
  destination_workload_namespace: "shop",
  destination_workload: target,
  destination_canonical_service: "cart",
  destination_service: "cart.shop.svc.cluster.local",
  destination_service_name: "cart",
  destination_service_namespace: "shop",
  request_protocol: "http",
  response_code: "200",
});
/** Each factor is an eighth of a doubling wide: bucket 19 ends at 5.2 ms, 51 at 83 ms. */
const native = { metric: duration, schema: 3, perSecond: { 19: 9, 51: 1 }, sumPerSecond: 125 };
const classic = { "10": 0, "100": 10, "+Inf": 10 };

/** Three proxies of each side write what one would, unequally; they start again within the window. */
const stores = { destination_workload_namespace: "stores", destination_canonical_service: "stock" };
const shares = [{ 19: 1 }, { 19: 3, 51: 1 }, { 19: 5 }] as const;
const manyProxies = ["source", "destination"].flatMap((reporter) =>
  shares.map((perSecond, proxy) => ({
    metric: duration,
    schema: 3,
    perSecond,
    sumPerSecond: proxy === 1 ? 95 : 15,
    labels: { ...call("stock-v1"), ...stores, reporter, instance: `10.0.${reporter.length}.${proxy}:15020` },
    resetAt: at - 30,
  })),
);

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus([], { writable: true });
  const counted = (metric: string, labels: Record<string, string>, perSecond: number) =>
    steadyCounter(metric, labels, perSecond, span);
  await remoteWrite(
    prometheus.url,
    [
      ...["cart-v1", "cart-v2", "cart-v3"].map((name) => counted("istio_requests_total", call(name), 10)),
      ...["source", "destination"].map((reporter) =>
        counted("istio_requests_total", { ...call("stock-v1"), ...stores, reporter }, 10),
      ),
      ...["cart-v2", "cart-v3"].flatMap((name) => [
        ...Object.entries(classic).map(([le, rate]) => counted(`${duration}_bucket`, { ...call(name), le }, rate)),
        counted(`${duration}_sum`, call(name), 550),
        counted(`${duration}_count`, call(name), 10),
      ]),
    ],
    [...["cart-v1", "cart-v3"].map((name) => ({ ...native, labels: call(name) })), ...manyProxies],
    span,
  );
});
afterAll(() => prometheus.stop());

const telemetry = () => createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));

async function lookAt(grain: Grain) {
  const moment = { at, windowSeconds: 60 };
  const measured = [await telemetry().traffic(moment), await telemetry().latencies(moment)];
  const samples = measured.flatMap((one) => one.samples);
  const when = new Date(at * 1000).toISOString();
  return buildPicture({ at: when, windowSeconds: 60, grain, samples, sources: [], warnings: [] });
}

async function edges(grain: Grain) {
  return (await lookAt(grain)).topology.edges;
}

async function byHand(query: string): Promise<number> {
  const answer = await fetch(`${prometheus.url}/api/v1/query?${new URLSearchParams({ query, time: `${at}` })}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1]);
}

it("takes quantiles and mean of native histograms where there are no series per bucket", async () => {
  const [edge] = await edges("workload");
  const rates = `sum(rate(${duration}{destination_workload="cart-v1"}[60s]))`;
  for (const [quantile, q] of Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99 })) {
    const wanted = await byHand(`histogram_quantile(${q}, ${rates})`);
    expect(new Map(Object.entries(edge?.latencyMs ?? {})).get(quantile)).toBeCloseTo(wanted, 1);
  }
  expect(edge?.latencyMs?.mean).toBeCloseTo(12.5, 6);
});

it("adds them up over proxies that restart, from one side", async () => {
  const all = await edges("workload");
  const stock = all.find(({ target }) => target.endsWith("stock-v1"));
  const cart = all.find(({ target }) => target.endsWith("cart-v1"));
  expect(stock?.requestsPerSecond).toBe(10);
  expect(stock?.latencyMs).toEqual(cart?.latencyMs);
});

it("reads series per bucket beside them, and counts proxies that write both once", async () => {
  const [, older, both] = await edges("workload");
  expect(older?.latencyMs).toEqual({ p50: 55, p95: 95.5, p99: 99.1, mean: 55 });
  expect(both?.latencyMs).toEqual(older?.latencyMs);
});

it("rolls both up together", async () => {
  const [edge] = await edges("app");
  expect(edge?.requestsPerSecond).toBe(30);
  expect(edge?.latencyMs?.mean).toBeCloseTo((125 + 550 + 550) / 30, 1);
  // 9 of 30 lie near 5 ms, the other 21 evenly from 10 to 100 ms, one of them near 80.
  expect(edge?.latencyMs?.p50).toBeCloseTo(10 + (90 * 6) / 20, 0);
});

it("charts and spreads them as the map has them", async () => {
  const { topology, edgeKeys } = await lookAt("app");
  const [edge] = topology.edges;
  const keys = (edge && edgeKeys.get(edge.id)) ?? [];
  const range = { from: at - 60, to: at, stepSeconds: 30, windowSeconds: 60 };
  for (const subject of [{ edges: keys }, { namespace: "shop" }]) {
    const { p50Ms, p95Ms, meanMs } = await telemetry().series(subject, range);
    expect(p50Ms?.at(-1)).toBeCloseTo(edge?.latencyMs?.p50 ?? 0, 0);
    expect(p95Ms?.at(-1)).toBeCloseTo(edge?.latencyMs?.p95 ?? 0, 0);
    expect(meanMs?.at(-1)).toBeCloseTo(edge?.latencyMs?.mean ?? 0, 0);
  }
  const v1 = keys.filter((key) => key.destination.workload === "cart-v1");
  const { latencyBuckets } = await telemetry().edgeLatencyBuckets(v1, { at, windowSeconds: 60 });
  expect(latencyBuckets.reduce((sum, bucket) => sum + bucket.perSecond, 0)).toBeCloseTo(10, 6);
  expect(latencyBuckets.filter((bucket) => bucket.perSecond > 0)).toHaveLength(2);
});
