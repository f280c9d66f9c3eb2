import {
  createIstioTelemetry,
  createPrometheusClient,
  type Dialect,
  type PrometheusClientOptions,
  ruleFile,
} from "@fyr/prometheus";
import type { SampleKey } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { churningMesh } from "../fixtures/churning-mesh.ts";
import { type RawSeries, type Span, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const recordedFrom = at - 3600;
const span: Span = { from: at - 7200, to: at, stepSeconds: 15 };

const renamed = ["istio_*", "pilot_*", "container_*", "node_*"];
const dialectOf = (mesh: string): Dialect => ({
  matchers: [{ label: "mesh", operator: "=", value: mesh }],
  names: renamed.map((from) => ({ from, to: `far:${from}` })),
});

/** What is read besides traffic: identities, messages, nodes, containers, istiod. */
function meshOf(span: Span): RawSeries[] {
  const labels = { source_workload: "storefront", destination_workload: "cart", source_workload_namespace: "shop" };
  const counter = (metric: string, more: Readonly<Record<string, string>>, perSecond: number) =>
    steadyCounter(metric, more, perSecond, span);
  return [
    ...churningMesh(span),
    counter("istio_request_messages_total", { ...labels, reporter: "source" }, 4),
    counter("istio_tcp_connections_closed_total", { ...labels, reporter: "source" }, 1),
    counter("pilot_xds_pushes", { type: "rds" }, 1),
    counter("container_cpu_usage_seconds_total", { namespace: "shop", pod: "cart-1", container: "app" }, 0.5),
    counter("node_cpu_seconds_total", { node: "node-1", mode: "idle" }, 0.75),
    counter("node_cpu_seconds_total", { node: "node-1", mode: "user" }, 0.25),
  ];
}

/** The same with another name on every series, and numbers of its own. */
function toldApart(series: readonly RawSeries[], mesh: string, factor: number): RawSeries[] {
  return series.map(({ metric, labels, samples }) => ({
    metric: metric === "up" ? metric : `far:${metric}`,
    labels: { ...labels, mesh },
    samples: samples.map(([time, value]) => [time, value * factor] as const),
  }));
}

let alone: RunningPrometheus;
let shared: RunningPrometheus;
beforeAll(async () => {
  const recorded = { from: recordedFrom, to: at };
  const southern = ruleFile(15, dialectOf("south")).replace(/[\s\S]*?groups:\n/, "");
  const both = ruleFile(15, dialectOf("north")) + southern.replaceAll("fyr_edge", "fyr_south_edge");
  // The other mesh reaches further both ways, and is denser.
  const wider = { from: span.from - 1800, to: at + 120, stepSeconds: 10 };
  [alone, shared] = await Promise.all([
    startPrometheus(meshOf(span), { recorded: [{ rules: ruleFile(15), ...recorded }] }),
    startPrometheus([...toldApart(meshOf(span), "north", 1), ...toldApart(meshOf(wider), "south", 3)], {
      recorded: [{ rules: both, ...recorded }],
    }),
  ]);
});
afterAll(() => Promise.all([alone.stop(), shared.stop()]));

const someCall: SampleKey = { reporter: "source", protocol: "http", source: {}, destination: { service: "cart" } };

/** Everything that is asked of a mesh. */
async function everythingOf(options: Pick<PrometheusClientOptions, "url" | "dialect">, time: number) {
  const client = createPrometheusClient({ ...options, timeoutMs: 20_000 });
  const telemetry = createIstioTelemetry(client);
  const moment = { at: time, windowSeconds: 60 };
  const traffic = await telemetry.traffic(moment);
  const range = { from: time - 300, to: time, stepSeconds: 60, windowSeconds: 60 };
  const calls = traffic.samples.filter(({ kind, reporter }) => kind === "requests" && reporter === "source");
  const keys = calls.length === 0 ? [someCall] : calls;
  const [trafficBefore, latenciesBefore] = [
    await telemetry.trafficOverRange(range),
    await telemetry.latenciesOverRange(range),
  ];
  return {
    traffic,
    latencies: await telemetry.latencies(moment),
    messages: await telemetry.messages(moment),
    mesh: await telemetry.series({ mesh: true }, range),
    namespace: await telemetry.series({ namespace: "shop" }, range),
    edge: await telemetry.series({ edges: keys }, range),
    lines: await telemetry.requestLines({ senders: ["storefront"] }, range),
    edgeLines: await telemetry.edgeLines([keys], new Set(["outcomes", "durations"]), range),
    before: [await trafficBefore.at(range.from), await latenciesBefore.at(range.from)],
    buckets: await telemetry.edgeLatencyBuckets(keys, moment),
    extras: await telemetry.edgeExtras(traffic.samples, moment),
    hosts: await telemetry.hosts(["node-1"], moment),
    cpu: await telemetry.containerCpu({ namespace: "shop", podNames: ["cart-1"] }, moment),
    counted: await telemetry.requestsByDestination({ hosts: ["cart.shop.svc.cluster.local"] }, range),
    push: await telemetry.lastPush({ from: time - 60, to: time }),
    newest: await telemetry.newestSample(time + 60),
    interval: await client.scrapeInterval(time),
    samples: await client.samplesWithin(120, [time - 300, time]),
    oldest: await client.oldestSample(time),
  };
}

it.each([
  { what: "recorded series", time: at - 7, source: "recorded" },
  { what: "the proxies' own series", time: recordedFrom - 600, source: "raw" },
])(
  "reads of one mesh, under other names beside another, what it reads of it alone: $what",
  async ({ time, source }) => {
    const wanted = await everythingOf({ url: alone.url }, time);
    const got = await everythingOf({ url: shared.url, dialect: dialectOf("north") }, time);
    expect(wanted.traffic.source).toBe(source);
    expect(wanted.traffic.samples.length).toBeGreaterThan(5);
    expect(wanted).toMatchObject({
      cpu: { cpuCores: expect.closeTo(0.5) },
      hosts: [{ cpuBusyRatio: expect.closeTo(0.25) }],
      push: expect.any(Number),
      newest: { spacingSeconds: 15 },
      messages: { samples: [{ kind: "messages" }] },
      counted: [{ workload: "cart" }],
    });
    expect(rounded(got)).toEqual(rounded(wanted));
  },
);

it("reads nothing where the label says another mesh", async () => {
  const empty = await everythingOf({ url: shared.url, dialect: dialectOf("east") }, at);
  expect(empty.traffic).toEqual({ samples: [], source: "raw", warnings: [] });
  expect([empty.oldest, empty.newest, empty.push, empty.counted, empty.cpu]).toEqual([
    undefined,
    undefined,
    undefined,
    [],
    {},
  ]);
});

/** Sums added up in another order differ in the last digits, rows come in any. */
function rounded(value: object): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) => {
    if (typeof part === "number") return Number(part.toPrecision(9));
    return Array.isArray(part) && typeof part[0] === "object"
      ? part.map((one) => JSON.stringify(one)).toSorted()
      : part;
  });
}
