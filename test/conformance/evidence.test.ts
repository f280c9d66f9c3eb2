import { createIstioTelemetry, createPrometheusClient, type IstioTelemetry } from "@fyr/prometheus";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 1200, to: at, stepSeconds: 15 };
const moment = { at, windowSeconds: 300 };
const cart = {
  cluster: "north",
  namespace: "shop",
  workload: "cart",
  app: "cart",
  service: "cart",
  serviceNamespace: "shop",
};

const labels = {
  reporter: "destination",
  request_protocol: "http",
  source_cluster: "north",
  source_workload_namespace: "shop",
  source_workload: "web",
  destination_cluster: "north",
  destination_workload_namespace: "shop",
  destination_workload: "cart",
  destination_canonical_service: "cart",
  destination_service_name: "cart",
  destination_service_namespace: "shop",
};
const counter = (metric: string, more: Record<string, string>, perSecond: number): RawSeries =>
  steadyCounter(metric, more, perSecond, span);
const gauge = (metric: string, more: Record<string, string>, value: number): RawSeries => ({
  ...counter(metric, more, 0),
  samples: counter(metric, more, 0).samples.map(([time]) => [time, value] as const),
});

/** Requests of one pod as its own proxy counts them: so many fail, and so many take at most 10 ms, 100 ms, any time. */
function requestsOf(pod: string, failing: number, upTo: readonly [number, number, number]): RawSeries[] {
  const own = { ...labels, pod, node: `node-of-${pod}`, instance: `10.0.0.1:${pod.length}` };
  const all = upTo[2];
  return [
    counter("istio_requests_total", { ...own, response_code: "200", response_flags: "-" }, all - failing),
    counter("istio_requests_total", { ...own, response_code: "503", response_flags: "-" }, failing),
    counter("istio_request_duration_milliseconds_sum", own, all * 40),
    counter("istio_request_duration_milliseconds_count", own, all),
    ...["10", "100", "+Inf"].map((le, place) =>
      counter("istio_request_duration_milliseconds_bucket", { ...own, le }, upTo[place] ?? 0),
    ),
  ];
}

const container = (pod: string, name: string) => ({ namespace: "shop", pod, container: name });
const cluster = { cluster_name: "outbound|8080|v1|cart.shop.svc.cluster.local" };
const raw = [
  ...requestsOf("cart-1", 0, [6, 9, 10]),
  ...requestsOf("cart-2", 2, [2, 3, 4]),
  counter("container_cpu_usage_seconds_total", container("cart-1", "app"), 0.5),
  counter("container_cpu_usage_seconds_total", container("cart-1", "istio-proxy"), 0.1),
  counter("container_cpu_cfs_periods_total", container("cart-1", "app"), 10),
  counter("container_cpu_cfs_throttled_periods_total", container("cart-1", "app"), 4),
  gauge("container_memory_working_set_bytes", container("cart-1", "app"), 9e7),
  gauge("container_spec_memory_limit_bytes", container("cart-1", "app"), 1e8),
  gauge("container_spec_memory_limit_bytes", container("cart-2", "app"), 0),
  counter("container_cpu_usage_seconds_total", container("edge-1", "istio-proxy"), 0.2),
  gauge("envoy_cluster_outlier_detection_ejections_active", { ...cluster, pod: "web-1" }, 1),
  gauge("envoy_cluster_outlier_detection_ejections_active", { ...cluster, pod: "web-2" }, 0),
  counter("envoy_cluster_upstream_rq_retry", { ...cluster, pod: "web-1" }, 3),
  counter("envoy_cluster_upstream_rq_retry", { cluster_name: "outbound|80||other-cart.shop.svc.cluster.local" }, 50),
];

let prometheus: RunningPrometheus;
let telemetry: IstioTelemetry;
beforeAll(async () => {
  prometheus = await startPrometheus(raw);
  telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
});
afterAll(() => prometheus.stop());

it("counts each pod by its own proxy", async () => {
  const { pods, arePodsNamed } = await telemetry.podTraffic({ parties: [cart], side: "destination" }, moment);
  expect(arePodsNamed).toBe(true);
  const [first, second] = pods.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  expect(first).toMatchObject({ name: "cart-1", host: "node-of-cart-1", meanMs: expect.closeTo(40, 6) });
  expect(first?.requestsPerSecond).toBeCloseTo(10, 6);
  expect(first?.errorsPerSecond).toBe(0);
  expect(second?.errorsPerSecond).toBeCloseTo(2, 6);
  expect(second?.histogram?.perSecond.map(Math.round)).toEqual([2, 3, 4]);
  expect((await telemetry.podTraffic({ parties: [cart], side: "source" }, moment)).pods).toEqual([]);
});

it("tells what a pod's containers use, and no limit where there is none", async () => {
  const pods = await telemetry.podContainers({ namespace: "shop", podNames: ["cart-1", "cart-2", "cart-3"] }, moment);
  expect(pods).toEqual([
    {
      name: "cart-1",
      cpuCores: expect.closeTo(0.5, 6),
      throttledRatio: expect.closeTo(0.4, 6),
      memoryBytes: 9e7,
      memoryLimitBytes: 1e8,
    },
  ]);
});

it("tells of a gateway what its proxy uses, which is all there is", async () => {
  const pods = await telemetry.podContainers({ namespace: "shop", podNames: ["edge-1"] }, moment);
  expect(pods).toEqual([{ name: "edge-1", cpuCores: expect.closeTo(0.2, 6) }]);
});

it("tells of ejections and retries towards a host where proxies are told to", async () => {
  const found = await telemetry.connectionsTo(["cart.shop.svc.cluster.local"], moment);
  expect(found).toEqual({ ejectedEndpoints: 1, retriesPerSecond: expect.closeTo(3, 6) });
  expect(await telemetry.connectionsTo(["nobody.shop.svc.cluster.local"], moment)).toBeUndefined();
});

it("spreads durations over time, each bucket alone", async () => {
  const range = { from: at - 300, to: at, stepSeconds: 60, windowSeconds: 60 };
  const heatmap = await telemetry.heatmap({ parties: [cart], direction: "inbound" }, range);
  expect(heatmap.boundsMs).toEqual([10, 100]);
  expect(heatmap.times).toHaveLength(6);
  expect(heatmap.perSecond.map((row) => row.map((value) => Math.round(value ?? -1)))).toEqual([
    Array(6).fill(8),
    Array(6).fill(4),
    Array(6).fill(2),
  ]);
  const before = { ...range, from: at - 9000, to: at - 8700 };
  expect(await telemetry.heatmap({ parties: [cart] }, before)).toMatchObject({ boundsMs: [], perSecond: [] });
});
