import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { buildPicture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const end = Date.UTC(2026, 0, 1) / 1000;
const rulesFrom = end - 1200;
const began = end - 3000;
/** Before anything was recorded, and after. */
const moments = { raw: rulesFrom - 307, recorded: end - 307 };

function labels(reporter: "source" | "destination", target: string, flags: string) {
  const of = (side: string, name: string) => ({
    [`${side}_cluster`]: "north",
    [`${side}_workload_namespace`]: "shop",
    [`${side}_workload`]: name,
    [`${side}_canonical_service`]: name,
  });
  const service = { destination_service_name: target, destination_service_namespace: "shop" };
  return {
    reporter,
    request_protocol: "tcp",
    response_flags: flags,
    ...of("source", "cart"),
    ...of("destination", target),
    ...service,
  };
}

const opened = "istio_tcp_connections_opened_total";
const closed = "istio_tcp_connections_closed_total";
const ztunnels = [{ app: "ztunnel", pod: "ztunnel-x7k2p" }, { pod: "ztunnel-9qz4d" }];

/** From `from` on, as often a second as that. */
function counted(metric: string, of: Record<string, string>, perSecond: number, from = end - 7200): RawSeries {
  return steadyCounter(metric, of, perSecond, { from, to: end, stepSeconds: 15 });
}

let prometheus: RunningPrometheus;
beforeAll(async () => {
  const series = [
    counted("up", { job: "pods" }, 1),
    ...(["source", "destination"] as const).flatMap((reporter) =>
      ztunnels.flatMap((pod) => [
        counted(opened, { ...labels(reporter, "audit", "-"), ...pod }, 1),
        counted(closed, { ...labels(reporter, "audit", "-"), ...pod }, 0.3),
        counted(closed, { ...labels(reporter, "audit", "CONNECT"), ...pod }, 0.7, began),
        counted(opened, { ...labels(reporter, "notify", "-"), ...pod }, 1),
        counted(closed, { ...labels(reporter, "notify", "-"), ...pod }, 1),
      ]),
    ),
    counted(opened, { ...labels("source", "redis", "-"), pod: "cart-1" }, 3),
    counted(opened, { ...labels("source", "redis", "UF"), pod: "cart-1" }, 1, began),
    counted(closed, { ...labels("source", "redis", "UF"), pod: "cart-1" }, 1, began),
    counted(closed, { ...labels("source", "redis", "DC"), pod: "cart-1" }, 2),
  ];
  prometheus = await startPrometheus(series, {
    recorded: [{ rules: ruleFile(15), from: rulesFrom, to: end - 300 }],
  });
});
afterAll(() => prometheus.stop());

async function lookAt(at: number) {
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const { samples, source } = await telemetry.traffic({ at, windowSeconds: 60 });
  const picture = buildPicture({
    at: new Date(at * 1000).toISOString(),
    windowSeconds: 60,
    grain: "workload",
    samples,
    sources: [],
    warnings: [],
  });
  return { telemetry, source, picture };
}

it.each(["raw", "recorded"] as const)(
  "tells which connections failed, whoever counted them, from %s series",
  async (source) => {
    const look = await lookAt(moments[source]);
    expect(look.source).toBe(source);
    const told = look.picture.topology.edges.map(({ target, connectionsPerSecond, failedConnectionRatio, health }) => [
      target.split("/").at(-1),
      connectionsPerSecond,
      failedConnectionRatio,
      health.status,
    ]);
    expect(told).toEqual([
      ["audit", 2, 0.7, "failing"],
      ["notify", 2, 0, "unknown"],
      ["redis", 4, 0.25, "failing"],
    ]);
  },
);

it("tells since when they fail, edge by edge, where the one half was recorded and the other not", async () => {
  const { telemetry, picture } = await lookAt(moments.recorded);
  const keys = picture.topology.edges.map(({ id }) => picture.edgeKeys.get(id) ?? []);
  const range = { from: began - 600, to: moments.recorded, stepSeconds: 60, windowSeconds: 60 };
  const lines = await telemetry.edgeLines(keys, new Set(["connections"]), range);
  const [audit = [], notify = [], redis = []] = lines.map(({ failedConnectionRatio }) => failedConnectionRatio);
  const at = (time: number) => Math.floor((time - range.from) / range.stepSeconds);
  for (const time of [began - 120, began + 240, moments.recorded]) {
    const isFailing = time > began;
    expect(audit[at(time)]).toBeCloseTo(isFailing ? 0.7 : 0, 2);
    expect(redis[at(time)]).toBeCloseTo(isFailing ? 0.25 : 0, 2);
    expect(notify[at(time)]).toBe(0);
  }
});

it.each([
  { name: "audit", failed: 0.7 },
  { name: "redis", failed: 0.25 },
  { name: "notify", failed: 0 },
])("draws of all that $name receives how much fails", async ({ name, failed }) => {
  const { telemetry, picture } = await lookAt(moments.recorded);
  const node = picture.topology.nodes.find(({ id }) => id.endsWith(`/${name}`));
  const parties = (node && picture.nodeParties.get(node.id)) ?? [];
  const range = { from: end - 1800, to: moments.recorded, stepSeconds: 60, windowSeconds: 60 };
  const { failedConnectionRatio } = await telemetry.series({ parties, withConnections: true }, range);
  expect(failedConnectionRatio).toHaveLength(25);
  for (const ratio of failedConnectionRatio ?? []) expect(ratio).toBeCloseTo(failed, 2);
});

it("draws the same as a chart", async () => {
  const { telemetry, picture } = await lookAt(moments.recorded);
  const audit = picture.topology.edges.find(({ target }) => target.endsWith("/audit"));
  const edges = (audit && picture.edgeKeys.get(audit.id)) ?? [];
  const range = { from: end - 900, to: moments.recorded, stepSeconds: 60, windowSeconds: 60 };
  const { failedConnectionRatio, requestsPerSecond } = await telemetry.series({ edges }, range);
  expect(requestsPerSecond).toBeUndefined();
  for (const ratio of failedConnectionRatio ?? []) expect(ratio).toBeCloseTo(0.7, 2);
  expect(failedConnectionRatio).toHaveLength(10);
});
