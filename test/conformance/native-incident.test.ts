import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { closeLookWanted, investigate, suspect } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { type NativeSeries, remoteWrite } from "../fixtures/remote-write.ts";

const at = 1_790_000_100;
const onset = at - 1500;
const before = { from: at - 6000, to: onset, stepSeconds: 15 };
const since = { from: onset + 15, to: at, stepSeconds: 15 };

const between = {
  request_protocol: "http",
  source_cluster: "north",
  source_workload: "ingress",
  source_workload_namespace: "edge",
  destination_cluster: "north",
  destination_workload: "cart",
  destination_workload_namespace: "shop",
  destination_service: "cart.shop.svc.cluster.local",
  destination_service_name: "cart",
  destination_service_namespace: "shop",
  response_code: "200",
};
const sides = [
  { ...between, reporter: "source", pod: "ingress-0" },
  { ...between, reporter: "destination", pod: "cart-0" },
];
/** Schema 0: bucket 5 ends at 32 ms, bucket 8 at 256. */
const durations = (bucket: number, meanMs: number): NativeSeries[] =>
  sides.map((labels) => ({
    metric: "istio_request_duration_milliseconds",
    labels,
    schema: 0,
    perSecond: { [bucket]: 20 },
    sumPerSecond: 20 * meanMs,
  }));
const counted = sides.map(
  (labels): RawSeries => steadyCounter("istio_requests_total", labels, 20, { ...before, to: at }),
);
const within = (from: number, to: number): RawSeries[] =>
  counted.map((one) => ({ ...one, samples: one.samples.filter(([time]) => time >= from && time <= to) }));

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus([], { writable: true });
  await remoteWrite(prometheus.url, within(before.from, before.to), durations(5, 25), before);
  await remoteWrite(prometheus.url, within(since.from, since.to), durations(8, 200), since);
});
afterAll(() => prometheus.stop());

it("finds who is slow where proxies write native histograms alone, and since when", async () => {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const windowSeconds = { newest: 60, oldest: 60 };
  const { history } = await telemetry.meshHistory({ from: at - 6000, at, windowSeconds });
  const suspicion = suspect(history);
  const wanted = closeLookWanted(suspicion, 60);
  expect(wanted).toBeDefined();
  if (wanted === undefined) return;
  const keys = wanted.lines.flatMap((line) => [...line.keys]);
  const range = { from: wanted.from, to: wanted.to, stepSeconds: 15, windowSeconds: 60 };
  const look = await telemetry.closeLook(keys, range);
  const timed = look.rows.filter(({ measure }) => measure === "time");
  expect(timed.flatMap(({ pod }) => pod ?? [])).toEqual(["cart-0"]);
  const [first] = investigate(suspicion, look).found;
  expect(first?.finding).toMatchObject({ kind: "slow", origin: { id: "workload/north/shop/cart" } });
  expect(first?.finding.now.meanMs).toBeCloseTo(200, -1);
  expect(Math.abs(Date.parse(first?.finding.onset?.at ?? "") / 1000 - onset)).toBeLessThanOrEqual(60);
});
