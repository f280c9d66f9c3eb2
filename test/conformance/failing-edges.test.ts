import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawSeries, steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const end = Date.UTC(2026, 0, 1) / 1000;
const rulesFrom = end - 900;
/** When connections began to fail, and to break. */
const [began, broke] = [end - 5400, end - 2700];
/** Series that end are seen for five minutes more. */
const settled = broke + 360;
const opened = "istio_tcp_connections_opened_total";
const closed = "istio_tcp_connections_closed_total";
const sent = "istio_tcp_sent_bytes_total";

interface Told {
  readonly reporter?: string;
  readonly flags?: string;
  readonly pod?: string;
}

function labels(target: string, { reporter = "source", flags = "-", pod = "cart-1" }: Told = {}) {
  return {
    reporter,
    pod,
    request_protocol: "tcp",
    response_flags: flags,
    source_cluster: "north",
    source_workload_namespace: "shop",
    source_workload: "cart",
    destination_cluster: "north",
    destination_workload_namespace: "shop",
    destination_workload: target,
    destination_service_name: target,
    destination_service_namespace: "shop",
  };
}

interface Span {
  readonly from?: number;
  readonly to?: number;
}

function counted(
  metric: string,
  of: Record<string, string>,
  perSecond: number,
  { from = end - 10_800, to = end }: Span = {},
) {
  return steadyCounter(metric, of, perSecond, { from, to, stepSeconds: 15 });
}

/** A counter that rises at another pace from a moment on. */
function changing(
  metric: string,
  of: Record<string, string>,
  [before, after]: readonly [number, number],
  at: number,
): RawSeries {
  const { samples } = counted(metric, of, before);
  const then = samples.find(([time]) => time >= at) ?? [at, 0];
  return {
    metric,
    labels: of,
    samples: samples.map(([time, value]) =>
      time <= then[0] ? [time, value] : [time, then[1] + (time - then[0]) * after],
    ),
  };
}

const byZtunnel = (reporter: string, flags = "-") => ({ reporter, flags, pod: "ztunnel-x7k2p" });

let prometheus: RunningPrometheus;
const asked: string[] = [];
beforeAll(async () => {
  const series = [
    counted("up", { job: "pods" }, 1),
    // Envoy: a quarter fails.
    counted(opened, labels("redis"), 3),
    counted(opened, labels("redis", { flags: "UF" }), 1, { from: began, to: broke }),
    // Its callee's side says the same, and is no second edge.
    counted(opened, labels("redis", { reporter: "destination", flags: "UF", pod: "redis-1" }), 1, {
      from: began,
      to: broke,
    }),
    // Refused by whoever left, or too few of them: no failure.
    counted(opened, labels("kafka", { flags: "DC" }), 2),
    counted(opened, labels("kafka"), 2),
    counted(opened, labels("kafka", { flags: "UF" }), 0.02),
    // ztunnels, at both ends: those of `audit` broke, and hardly a byte goes; those of `store` were opened again.
    ...["source", "destination"].flatMap((reporter) => [
      counted(opened, labels("audit", byZtunnel(reporter)), 1),
      counted(closed, labels("audit", byZtunnel(reporter, "CONNECT")), 0.7, { from: broke }),
      changing(sent, labels("audit", byZtunnel(reporter)), [1000, 50], broke),
      counted(opened, labels("store", byZtunnel(reporter)), 1),
      counted(closed, labels("store", byZtunnel(reporter, "CONNECT")), 0.7, { from: broke }),
      counted(sent, labels("store", byZtunnel(reporter)), 1000),
      // Below the connections that Envoy counts, and below nothing else.
      counted(closed, labels("kafka", byZtunnel(reporter, "CONNECT")), 2, { from: began }),
      counted(opened, labels("kafka", byZtunnel(reporter)), 2),
    ]),
    // Between a caller and a waypoint nothing is an edge of its own.
    counted(opened, labels("waypoint", byZtunnel("source")), 1),
    counted(closed, labels("waypoint", byZtunnel("source", "DENY")), 1, { from: began }),
  ];
  prometheus = await startPrometheus(series, { recorded: [{ rules: ruleFile(15), from: rulesFrom, to: end }] });
});
afterAll(() => prometheus.stop());

const telemetry = () =>
  createIstioTelemetry(
    createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000, onRequest: ({ kind }) => asked.push(kind) }),
  );
const waypoints = [{ name: "waypoint", hidesLegs: true }];

/** How many edges failed at each minute. */
async function failingBetween(from: number, to: number) {
  asked.length = 0;
  const range = { from, to, stepSeconds: 60, windowSeconds: 60 };
  const { failingEdges = [] } = await telemetry().series({ mesh: true, waypoints }, range);
  return { counts: failingEdges, ranges: asked.filter((kind) => kind === "query_range").length };
}

const times = (count: number, value: number) => Array.from({ length: count }, () => value);

describe("edges whose connections fail are counted among those that fail", () => {
  it("by whoever reports on a pair, from when on they fail", async () => {
    const { counts } = await failingBetween(began - 600, began + 600);
    expect(counts.slice(0, 10)).toEqual(times(10, 0));
    expect(counts.slice(12)).toEqual(times(9, 1));
  });

  it("where the one half was recorded and the other not", async () => {
    expect((await failingBetween(rulesFrom - 300, rulesFrom + 300)).counts).toEqual(times(11, 1));
  });

  it("where they broke and fewer bytes go than usual, not where all were opened again", async () => {
    const { counts } = await failingBetween(settled, end);
    expect(counts).toEqual(times(counts.length, 1));
  });

  it("for one more small request, and a second where bytes tell; for none where nothing fails", async () => {
    const calm = await failingBetween(end - 10_000, end - 9000);
    const failing = await failingBetween(began + 120, began + 600);
    const broken = await failingBetween(settled, rulesFrom - 60);
    expect(calm.counts).toEqual(times(calm.counts.length, 0));
    expect([failing.ranges - calm.ranges, broken.ranges - calm.ranges]).toEqual([1, 2]);
  });
});
