import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 7200, to: at, stepSeconds: 5 };
const changedAt = at - 62.5;
const host = "payment.payments.svc.cluster.local";

const payment = (version: string, reporter: string, source: string): Record<string, string> => ({
  reporter,
  source_workload: source,
  source_workload_namespace: "checkout",
  source_cluster: "north",
  destination_workload: `payment-${version}`,
  destination_workload_namespace: "payments",
  destination_cluster: "north",
  destination_canonical_revision: version,
  destination_service: host,
  response_code: "200",
});

/** Counts from nothing at its first scrape after the change, as a proxy's new series does. */
function bornAfterChange(labels: Record<string, string>, perSecond: number): RawSeries {
  const samples: [number, number][] = [];
  for (let time = at - 60; time <= at; time += span.stepSeconds) samples.push([time, perSecond * (time - changedAt)]);
  return { metric: "istio_requests_total", labels, samples };
}

/** `[seconds before at, value]` pairs in between held by scrapes every 5 s. */
function steps(metric: string, labels: Record<string, string>, value: (time: number) => number): RawSeries {
  const samples: [number, number][] = [];
  for (let time = at - 600; time <= at; time += span.stepSeconds) samples.push([time, value(time)]);
  return { metric, labels, samples };
}

const cpu = (metric: string, labels: Record<string, string>, perSecond: number) =>
  steadyCounter(metric, labels, perSecond, { ...span, from: at - 600 });

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus([
    ...["source", "destination"].flatMap((reporter) => [
      steadyCounter("istio_requests_total", payment("v1", reporter, "checkout"), 19, span),
      bornAfterChange(payment("v2", reporter, "checkout"), 1),
    ]),
    steadyCounter("istio_requests_total", payment("v1", "destination", "unknown"), 2, span),
    steps("pilot_xds_pushes", { type: "rds" }, (time) => (time > changedAt ? 8 : 7)),
    steps("pilot_xds_pushes", { type: "cds" }, (time) => (time > at - 300 ? 3 : 2)),
    ...["north-1", "north-2"].flatMap((node) => [
      cpu("node_cpu_seconds_total", { node, mode: "steal", cpu: "0" }, node === "north-1" ? 0.3 : 0),
      cpu("node_cpu_seconds_total", { node, mode: "idle", cpu: "0" }, 0.5),
      cpu("node_cpu_seconds_total", { node, mode: "user", cpu: "0" }, node === "north-1" ? 0.2 : 0.5),
    ]),
    cpu("node_cpu_seconds_total", { instance: "10.1.0.7:9100", mode: "idle", cpu: "0" }, 0.75),
    cpu("node_cpu_seconds_total", { instance: "10.1.0.7:9100", mode: "user", cpu: "0" }, 0.25),
    ...Object.entries({ app: 0.4, "istio-proxy": 0.1, POD: 0.01, "": 0.51 }).map(([container, cores]) =>
      cpu("container_cpu_usage_seconds_total", { namespace: "payments", pod: "payment-v1-a", container }, cores),
    ),
  ]);
});
afterAll(() => prometheus.stop());

const client = () => createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 });
const telemetry = () => createIstioTelemetry(client());

describe("requests by destination", () => {
  it("are counted from the moment asked for, once a pair, with those of series born since", async () => {
    const counted = await telemetry().requestsByDestination({ hosts: [host] }, { from: changedAt, to: at });
    expect(counted).toEqual([
      { host, workloadNamespace: "payments", workload: "payment-v1", requests: expect.closeTo(21 * 62.5, 0) },
      { host, workloadNamespace: "payments", workload: "payment-v2", requests: expect.closeTo(62.5, 0) },
    ]);
  });

  it("are none for a host nobody called, or before anything could be", async () => {
    expect(
      await telemetry().requestsByDestination({ hosts: ["x.shop.svc.cluster.local"] }, { from: changedAt, to: at }),
    ).toEqual([]);
    expect(await telemetry().requestsByDestination({ hosts: [host] }, { from: at, to: at })).toEqual([]);
  });
});

describe("the last push", () => {
  it("is the first rise of istiod's count after the change", async () => {
    expect(await telemetry().lastPush({ from: changedAt, to: at })).toBe(at - 60);
  });

  it("is not known where istiod pushed nothing since", async () => {
    expect(await telemetry().lastPush({ from: at - 30, to: at })).toBeUndefined();
  });
});

describe("CPU", () => {
  it("of hosts is found by node name, or by the address scraped", async () => {
    const hosts = await telemetry().hosts(["north-1", "north-2", "10.1.0.7", "gone"], { at, windowSeconds: 60 });
    expect(hosts).toEqual([
      { name: "north-1", cpuStealRatio: expect.closeTo(0.3, 6), cpuBusyRatio: expect.closeTo(0.5, 6) },
      { name: "north-2", cpuStealRatio: 0, cpuBusyRatio: expect.closeTo(0.5, 6) },
      { name: "10.1.0.7", cpuStealRatio: 0, cpuBusyRatio: expect.closeTo(0.25, 6) },
      { name: "gone" },
    ]);
  });

  it("of containers is the pods' own and their proxies', without sums and pauses", async () => {
    const pods = { namespace: "payments", podNames: ["payment-v1-a"] };
    expect(await telemetry().containerCpu(pods, { at, windowSeconds: 60 })).toEqual({
      cpuCores: expect.closeTo(0.4, 6),
      proxyCpuCores: expect.closeTo(0.1, 6),
    });
  });
});

describe("the Prometheus itself", () => {
  it("says its version, its scrape interval and where its samples begin", async () => {
    expect((await client().buildInfo()).version).toMatch(/^\d+\.\d+/);
    expect(await client().scrapeInterval(at)).toBe(span.stepSeconds);
    const oldest = (await client().oldestSample(at)) ?? 0;
    expect(oldest).toBeGreaterThanOrEqual(span.from);
    expect(oldest - span.from).toBeLessThanOrEqual(72);
  });

  it("refuses a query it cannot run in a sentence", async () => {
    const refused = client().queryRange("up" as never, { from: at - 1e9, to: at, stepSeconds: 1 });
    await expect(refused).rejects.toMatchObject({
      code: "prometheus_rejected",
      message: expect.stringContaining("11,000 points"),
    });
  });
});
