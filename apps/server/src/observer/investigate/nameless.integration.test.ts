import { afterAll, beforeAll, expect, it } from "vitest";
import type { RawSeries } from "../../../../../test/fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../../../../../test/fixtures/prometheus.ts";
import { connectTelemetry } from "../../connect-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const at = 1_790_000_100;
const onset = at - 900;
const gateway = {
  reporter: "source",
  request_protocol: "http",
  source_cluster: "one",
  source_workload: "gateway",
  source_workload_namespace: "edge",
};
const cart = {
  destination_cluster: "one",
  destination_workload: "cart",
  destination_workload_namespace: "shop",
  destination_service: "cart.shop.svc.cluster.local",
  destination_service_name: "cart",
  destination_service_namespace: "shop",
};
const nobody = Object.fromEntries(Object.keys(cart).map((label) => [label, "unknown"]));

function counted(labels: RawSeries["labels"], before: number, since: number): RawSeries {
  let total = 0;
  const samples: [number, number][] = [];
  for (let time = at - 3 * 3600; time <= at; time += 15) {
    total += 15 * (time <= onset ? before : since);
    samples.push([time, total]);
  }
  return { metric: "istio_requests_total", labels: { ...gateway, ...labels }, samples };
}

let prometheus: RunningPrometheus;
let observer: Observer;

beforeAll(async () => {
  prometheus = await startPrometheus([
    counted({ ...cart, response_code: "200", response_flags: "-" }, 20, 15),
    counted({ ...nobody, response_code: "404", response_flags: "NR" }, 0, 5),
  ]);
  observer = observe(
    connectTelemetry({ prometheus: { url: prometheus.url }, timeoutMs: 30_000, onRequest: () => undefined }),
  );
});
afterAll(async () => {
  observer.close();
  await prometheus.stop();
});

it("requests that reach nobody are found where proxies name neither whom nor what was called", async () => {
  const { investigation } = await observer.investigate({ at }, new AbortController().signal);
  const [first, ...more] = investigation.findings;
  expect(first).toMatchObject({ kind: "failing", flags: ["NR"], origin: { type: "edge" } });
  expect(first?.origin).toHaveProperty("id", expect.stringMatching(/gateway>unknown\//));
  expect(Math.abs(Date.parse(first?.onset?.at ?? "") / 1000 - onset)).toBeLessThanOrEqual(60);
  expect(more).toEqual([]);
});
