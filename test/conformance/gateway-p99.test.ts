import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const to = Date.UTC(2026, 0, 1) / 1000;
const span = { from: to - 7200, to, stepSeconds: 15 };
const rulesSince = to - 2400;
const gateways = [{ namespace: "edge", workload: "ingress" }];

/** Ten requests a second; so many take at most 100 ms, and all at most a second. */
function calls(source: string, namespace: string, destination: string, within100Ms: number): RawSeries[] {
  const labels = {
    reporter: "source",
    request_protocol: "http",
    source_cluster: "north",
    source_workload: source,
    source_workload_namespace: namespace,
    destination_cluster: "north",
    destination_workload: destination,
    destination_workload_namespace: "shop",
    destination_service: `${destination}.shop.svc.cluster.local`,
    destination_service_name: destination,
    destination_service_namespace: "shop",
    response_code: "200",
    response_flags: "-",
    instance: source,
  };
  const duration = "istio_request_duration_milliseconds";
  const buckets = { "100": within100Ms, "1000": 10, "+Inf": 10 };
  return [
    steadyCounter("istio_requests_total", labels, 10, span),
    steadyCounter(`${duration}_sum`, labels, 500, span),
    steadyCounter(`${duration}_count`, labels, 10, span),
    ...Object.entries(buckets).map(([le, rate]) => steadyCounter(`${duration}_bucket`, { ...labels, le }, rate, span)),
  ];
}

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(
    [
      ...calls("ingress", "edge", "web", 9),
      ...calls("ingress", "edge", "api", 10),
      ...calls("web", "shop", "store", 0),
      {
        metric: "up",
        labels: { job: "any" },
        samples: steadyCounter("up", {}, 0, span).samples.map(([at]) => [at, 1]),
      },
    ],
    { recorded: [{ rules: ruleFile(15), from: rulesSince, to }] },
  );
});
afterAll(() => prometheus.stop());

async function chart(subject: { mesh: true; gateways?: typeof gateways }, from: number, until: number) {
  let requests = 0;
  const client = createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000, onRequest: () => requests++ });
  const range = { from, to: until, stepSeconds: 60, windowSeconds: 60 };
  const series = await createIstioTelemetry(client).series(subject, range);
  return { ...series, requests };
}

/** Of twenty requests a second one takes longer than 100 ms: four in five of those that do are at most 820 ms. */
const p99 = 820;

it.each([
  { what: "raw series", from: to - 6000, until: to - 4000 },
  { what: "recorded series", from: to - 1200, until: to },
  { what: "both", from: to - 3600, until: to - 600 },
])("says the p99 of what enters the mesh, in ms, from $what and for no request more", async ({ from, until }) => {
  const [mean, known] = [await chart({ mesh: true }, from, until), await chart({ mesh: true, gateways }, from, until)];
  expect(known.p99Ms).toHaveLength(known.times.length);
  for (const value of known.p99Ms ?? []) expect(value).toBeCloseTo(p99, 0);
  expect(known.requests).toBe(mean.requests);
  expect(mean).not.toHaveProperty("p99Ms");
  expect(known.meanMs).toEqual(mean.meanMs);
});

it("says nothing of gateways that send nothing", async () => {
  const silent = [{ namespace: "edge", workload: "unused" }];
  expect(await chart({ mesh: true, gateways: silent }, to - 6000, to - 4000)).not.toHaveProperty("p99Ms");
});
