import {
  createIstioTelemetry,
  createPrometheusClient,
  type Dialect,
  type ExemplarSubject,
  plainDialect,
} from "@fyr/prometheus";
import type { SampleKey } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startExemplarPrometheus } from "../fixtures/exemplar-prometheus.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { hasVictoriaMetrics, startVictoriaMetrics } from "../fixtures/victoria-metrics.ts";

const now = Math.floor(Date.now() / 1000);
const span = { from: now - 600, to: now };
const id = (nth: number) => nth.toString(16).padStart(32, "0");

interface Told {
  readonly metric?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly nth: number;
  readonly value: number;
  readonly secondsAgo: number;
}

const webToCart = {
  reporter: "source",
  mesh: "north",
  request_protocol: "http",
  response_code: "200",
  source_workload: "web",
  source_workload_namespace: "shop",
  destination_workload: "cart",
  destination_workload_namespace: "shop",
  destination_service_name: "cart",
};

/** One series with a bucket that has one request, by its trace. */
function bucketLine({ metric = "istio_request_duration_milliseconds", labels, nth, value, secondsAgo }: Told): string {
  const pairs = Object.entries({ ...labels, le: "+Inf" }).map(([name, text]) => `${name}="${text}"`);
  return `${metric}_bucket{${pairs.join(",")}} 1 # {trace_id="${id(nth)}"} ${value} ${now - secondsAgo}`;
}

function pageOf(...families: readonly (readonly Told[])[]): string {
  const text = families.map((lines) => {
    const { metric = "istio_request_duration_milliseconds" } = lines[0] ?? {};
    return [`# TYPE ${metric} histogram`, ...lines.map(bucketLine)].join("\n");
  });
  return `${text.join("\n")}\n# EOF\n`;
}

const page = pageOf(
  [
    { labels: webToCart, nth: 1, value: 12.5, secondsAgo: 60 },
    { labels: { ...webToCart, response_code: "503" }, nth: 2, value: 400, secondsAgo: 50 },
    { labels: { ...webToCart, reporter: "destination" }, nth: 3, value: 11, secondsAgo: 60 },
    { labels: { ...webToCart, source_workload: "admin" }, nth: 4, value: 9, secondsAgo: 60 },
    { labels: { ...webToCart, destination_workload: "stock" }, nth: 5, value: 9, secondsAgo: 60 },
    { labels: { ...webToCart, mesh: "south" }, nth: 6, value: 9, secondsAgo: 40 },
    { labels: { ...webToCart, response_code: "201" }, nth: 7, value: 9, secondsAgo: 900 },
  ],
  [{ metric: "other_duration_milliseconds", labels: webToCart, nth: 8, value: 77, secondsAgo: 30 }],
  [
    {
      metric: "traces_service_graph_request_client_seconds",
      labels: { client: "web.shop", server: "cart.shop" },
      nth: 9,
      value: 0.25,
      secondsAgo: 20,
    },
  ],
);

const key: SampleKey = {
  reporter: "source",
  protocol: "http",
  source: { namespace: "shop", workload: "web" },
  destination: { namespace: "shop", workload: "cart", service: "cart" },
};
const edge: ExemplarSubject = { requests: { edges: [key] }, services: [] };
const node: ExemplarSubject = { requests: { parties: [key.destination] }, services: [] };

function reader(url: string, dialect: Dialect = plainDialect) {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url, timeoutMs: 20_000, dialect }));
  return async (subject: ExemplarSubject) => (await telemetry.tracedRequests(subject, span)).exemplars;
}
const idsOf = (found: readonly { readonly traceId: string }[]) => found.map(({ traceId }) => traceId);

describe("exemplars that a real Prometheus keeps", () => {
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await startExemplarPrometheus(page);
    const read = reader(prometheus.url);
    await vi.waitFor(async () => expect(await read(edge)).not.toEqual([]), { timeout: 60_000, interval: 250 });
  });
  afterAll(() => prometheus.stop());

  it("are those of the edge alone, as its caller reported them, within the time asked for", async () => {
    expect(await reader(prometheus.url)(edge)).toEqual([
      { traceId: id(1), at: now - 60, durationMs: 12.5, failed: false },
      { traceId: id(2), at: now - 50, durationMs: 400, failed: true },
      { traceId: id(6), at: now - 40, durationMs: 9, failed: false },
    ]);
  });

  it("of a node are those of all its callers", async () => {
    expect(idsOf(await reader(prometheus.url)(node)).toSorted()).toEqual([id(1), id(2), id(4), id(6)]);
  });

  it("are of one mesh where a matcher tells it from others", async () => {
    const matchers = [{ label: "mesh", operator: "=", value: "south" } as const];
    expect(idsOf(await reader(prometheus.url, { matchers, names: [] })(edge))).toEqual([id(6)]);
  });

  it("are found under another name of the metric", async () => {
    const names = [{ from: "istio_request_duration_milliseconds", to: "other_duration_milliseconds" }];
    expect(await reader(prometheus.url, { matchers: [], names })(edge)).toEqual([
      { traceId: id(8), at: now - 30, durationMs: 77, failed: false },
    ]);
  });

  it("are those that were counted of spans as well", async () => {
    const services = [{ caller: "web.shop", callee: "cart.shop" }];
    expect((await reader(prometheus.url)({ ...edge, services })).at(-1)).toEqual({
      traceId: id(9),
      at: now - 20,
      durationMs: 250,
    });
  });
});

describe("where no exemplars are kept", () => {
  it("a Prometheus says so with nothing", async () => {
    const prometheus = await startPrometheus([]);
    try {
      expect(await reader(prometheus.url)(edge)).toEqual([]);
    } finally {
      await prometheus.stop();
    }
  });

  it.skipIf(!hasVictoriaMetrics)("VictoriaMetrics does", async () => {
    const victoria = await startVictoriaMetrics([]);
    try {
      expect(await reader(victoria.url)(edge)).toEqual([]);
    } finally {
      await victoria.stop();
    }
  });
});
