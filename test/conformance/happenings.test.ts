import { createIstioTelemetry, createPrometheusClient, type Happenings } from "@fyr/prometheus";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RawSeries } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const end = Date.UTC(2026, 0, 1) / 1000;
const begin = end - 7200;
const scrape = 15;

/** A value at each scrape of the two hours; undefined: it was not there. */
function series(
  metric: string,
  labels: Record<string, string>,
  valueAt: (time: number) => number | undefined,
): RawSeries {
  const samples: [number, number][] = [];
  for (let time = begin; time <= end; time += scrape) {
    const value = valueAt(time);
    if (value !== undefined) samples.push([time, value]);
  }
  return { metric, labels, samples };
}

/** CPU seconds of a host of one core: so much of it stolen between two moments, a little always. */
function host(labels: Record<string, string>, stolen: number, from: number, to: number): RawSeries[] {
  const seconds = (time: number) => 0.003 * (time - begin) + stolen * Math.max(0, Math.min(time, to) - from);
  return [
    series("node_cpu_seconds_total", { ...labels, cpu: "0", mode: "steal" }, (time) => 500 + seconds(time)),
    series(
      "node_cpu_seconds_total",
      { ...labels, cpu: "0", mode: "idle" },
      (time) => 9000 + time - begin - seconds(time),
    ),
  ];
}

const [stealFrom, stealTo] = [end - 3000 + 7, end - 1200 + 4];
const container = (pod: string, id = "1") => ({ namespace: "shop", pod, container: "app", id });

const raw = [
  ...host({ node: "node-a", instance: "node-a" }, 0.3, stealFrom, stealTo),
  ...host({ instance: "10.0.0.2:9100" }, 0.12, end - 607, end + 9999),
  ...host({ node: "node-c", instance: "node-c" }, 0.02, begin, end),
  // The container of a pod restarts: cAdvisor gives it another id.
  series("container_start_time_seconds", container("cart-1"), (time) => (time < end - 2000 ? begin - 900 : undefined)),
  series("container_start_time_seconds", container("cart-1", "2"), (time) =>
    time < end - 1990 ? undefined : end - 1995,
  ),
  // A pod that is new, and one that has always been there, have not restarted.
  series("container_start_time_seconds", container("cart-2"), (time) => (time < end - 1800 ? undefined : end - 1805)),
  series("container_start_time_seconds", container("cart-3"), () => begin - 900),
  series("kube_pod_container_status_restarts_total", { namespace: "shop", pod: "cart-1", container: "app" }, (time) =>
    time < end - 1985 ? 0 : 1,
  ),
  series("kube_pod_container_status_restarts_total", { namespace: "shop", pod: "web-1", container: "app" }, (time) =>
    time < end - 3600 ? 4 : time < end - 1800 ? 5 : 6,
  ),
  series("container_oom_events_total", container("cart-1"), (time) => (time < end - 2000 ? 0 : 1)),
  series("ALERTS", { alertname: "SlowCart", alertstate: "firing", namespace: "shop", service: "cart" }, (time) =>
    time >= end - 1500 && time <= end - 900 ? 1 : undefined,
  ),
  series("ALERTS", { alertname: "SlowCart", alertstate: "pending", namespace: "shop", service: "cart" }, (time) =>
    time >= end - 1800 && time < end - 1500 ? 1 : undefined,
  ),
  series("ALERTS", { alertname: "Watchdog", alertstate: "firing" }, () => 1),
];

let prometheus: RunningPrometheus;
let found: Happenings;
beforeAll(async () => {
  prometheus = await startPrometheus(raw);
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  found = await telemetry.happenings({ from: begin, to: end, stepSeconds: 30, windowSeconds: 120 });
});
afterAll(() => prometheus.stop());

it("finds where a host began to lose CPU, and where that ended, to half a minute", () => {
  const [first, second, ...more] = found.steal.toSorted((a, b) => a.from - b.from);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ host: "node-a", ratio: expect.closeTo(0.303, 2) });
  expect(Math.abs((first?.from ?? 0) - stealFrom)).toBeLessThanOrEqual(30);
  expect(Math.abs((first?.until ?? 0) - stealTo)).toBeLessThanOrEqual(30);
  expect(second).toMatchObject({ host: "10.0.0.2", ratio: expect.closeTo(0.123, 2) });
  expect(Math.abs((second?.from ?? 0) - (end - 607))).toBeLessThanOrEqual(30);
  expect(second?.until).toBeUndefined();
});

it("tells each restart once, by the moment the container started where that is known", () => {
  const told = found.restarts.map(({ pod, at }) => ({ pod, before: end - at })).toSorted((a, b) => b.before - a.before);
  expect(told.map(({ pod }) => pod)).toEqual(["web-1", "cart-1", "web-1"]);
  expect(told[1]?.before).toBe(1995);
  expect(Math.abs((told[0]?.before ?? 0) - 3600)).toBeLessThanOrEqual(30);
});

it("tells what was killed for its memory", () => {
  expect(found.oomKills).toEqual([expect.objectContaining({ namespace: "shop", pod: "cart-1", container: "app" })]);
  expect(Math.abs((found.oomKills[0]?.at ?? 0) - (end - 2000))).toBeLessThanOrEqual(30);
});

it("tells when alerts began to fire and stopped, with their labels", () => {
  const slow = found.alerts.find(({ labels }) => labels["alertname"] === "SlowCart");
  expect(slow?.labels).toEqual({ alertname: "SlowCart", namespace: "shop", service: "cart" });
  expect(slow?.from).toBe(end - 1500);
  expect(Math.abs((slow?.until ?? 0) - (end - 900))).toBeLessThanOrEqual(330);
  expect(found.alerts.find(({ labels }) => labels["alertname"] === "Watchdog")?.until).toBeUndefined();
});
