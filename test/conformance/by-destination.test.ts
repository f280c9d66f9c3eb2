import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { histogramQuantile } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 3600, to: at, stepSeconds: 5 };
const host = "payment.payments.svc.cluster.local";
/** The first failure of v2: its series begins there. */
const firstFailureAt = at - 100;

const request = (version: string, reporter: string, source: string, code: string): Record<string, string> => ({
  reporter,
  request_protocol: "http",
  response_code: code,
  response_flags: "-",
  source_workload: source,
  source_workload_namespace: "checkout",
  destination_workload: `payment-${version}`,
  destination_workload_namespace: "payments",
  destination_service: host,
});

function failuresOfV2(reporter: string): RawSeries {
  const samples: [number, number][] = [];
  for (let time = firstFailureAt; time <= at; time += span.stepSeconds) samples.push([time, 3]);
  return { metric: "istio_requests_total", labels: request("v2", reporter, "checkout", "503"), samples };
}

/** Requests a second at or below each bound. */
function buckets(version: string, perSecond: Record<string, number>): RawSeries[] {
  return ["source", "destination"].flatMap((reporter) =>
    Object.entries(perSecond).map(([le, rate]) =>
      steadyCounter(
        "istio_request_duration_milliseconds_bucket",
        { ...request(version, reporter, "checkout", "200"), le },
        rate,
        span,
      ),
    ),
  );
}

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus([
    ...["source", "destination"].flatMap((reporter) => [
      steadyCounter("istio_requests_total", request("v1", reporter, "checkout", "200"), 18, span),
      steadyCounter("istio_requests_total", request("v1", reporter, "checkout", "500"), 2, span),
      steadyCounter("istio_requests_total", request("v2", reporter, "checkout", "200"), 1, span),
      failuresOfV2(reporter),
    ]),
    // A caller without a sidecar: only the callee tells of it.
    steadyCounter("istio_requests_total", request("v1", "destination", "legacy", "200"), 5, span),
    ...buckets("v1", { "50": 15, "100": 19, "+Inf": 20 }),
    ...buckets("v2", { "50.0": 0.2, "100.0": 0.5, "+Inf": 1 }),
  ]);
});
afterAll(() => prometheus.stop());

const telemetry = () => createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
const range = { from: at - 160, to: at, stepSeconds: 40 };

describe("outcomes by destination", () => {
  it("count each pair once and failures in the stretch they fell into, a first one too", async () => {
    const [v1, v2, ...others] = await telemetry().outcomesByDestination({ hosts: [host] }, range);
    expect(others).toEqual([]);
    expect(v1).toMatchObject({ host, workloadNamespace: "payments", workload: "payment-v1" });
    for (const requests of v1?.requests ?? []) expect(requests).toBeCloseTo(25 * 40, 0);
    for (const failed of v1?.failed ?? []) expect(failed).toBeCloseTo(2 * 40, 0);
    expect(v2?.failed.map(Math.round)).toEqual([0, 0, 3, 0, 0]);
    expect(v2?.responses.map(({ code }) => code).sort()).toEqual(["200", "503"]);
  });

  it("are none for hosts nobody called", async () => {
    expect(await telemetry().outcomesByDestination({ hosts: ["x.shop.svc.cluster.local"] }, range)).toEqual([]);
    expect(await telemetry().outcomesByDestination({ hosts: [] }, range)).toEqual([]);
  });
});

describe("durations by destination", () => {
  it("come as one histogram of each workload", async () => {
    const [v1, v2] = await telemetry().latencyByDestination({ hosts: [host] }, { from: at - 600, to: at });
    expect(v1?.workload).toBe("payment-v1");
    expect(v1 && histogramQuantile(0.5, v1.histogram)).toBeCloseTo(50 * (10 / 15), 1);
    expect(v2 && histogramQuantile(0.5, v2.histogram)).toBeCloseTo(100, 1);
  });

  it("say how many requests took longer than a bound, however it is written", async () => {
    const [v1, v2] = await telemetry().slowByDestination({ hosts: [host], boundMs: 100 }, range);
    for (const slow of v1?.slow ?? []) expect(slow).toBeCloseTo(40, 0);
    for (const slow of v2?.slow ?? []) expect(slow).toBeCloseTo(0.5 * 40, 0);
    for (const requests of v2?.requests ?? []) expect(requests).toBeCloseTo(40, 0);
  });
});
