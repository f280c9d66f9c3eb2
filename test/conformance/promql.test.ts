import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildPicture, type Picture } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { oddName, unevenMesh } from "../fixtures/uneven-mesh.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 3600, to: at, stepSeconds: 15 };
const resetAt = at - 600;
/** Calm, while the second proxy restarts, and at the end. */
const moments = [at - 1800, resetAt + 20, at];

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(unevenMesh(span, resetAt));
});
afterAll(() => prometheus.stop());

const client = () => createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 });
const telemetry = () => createIstioTelemetry(client());

/** PromQL written by hand, straight to Prometheus. */
async function byHand(query: string, time: number): Promise<{ metric: Record<string, string>; value: number }[]> {
  const answer = await fetch(`${prometheus.url}/api/v1/query`, {
    method: "POST",
    body: new URLSearchParams({ query, time: `${time}` }),
  });
  const { data } = (await answer.json()) as {
    data: { result: { metric: Record<string, string>; value: [number, string] }[] };
  };
  return data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

async function one(query: string, time: number): Promise<number> {
  const [row] = await byHand(query, time);
  return row?.value ?? Number.NaN;
}

async function lookAt(time: number, windowSeconds = 60): Promise<Picture> {
  const reader = telemetry();
  const [traffic, latencies] = await Promise.all([
    reader.traffic({ at: time, windowSeconds }),
    reader.latencies({ at: time, windowSeconds }),
  ]);
  return buildPicture({
    at: new Date(time * 1000).toISOString(),
    windowSeconds,
    grain: "workload",
    samples: [...traffic.samples, ...latencies.samples],
    sources: [],
    warnings: [],
  });
}

function edgeOf({ topology }: Picture, from: string, to: string) {
  const named = new Map(topology.nodes.map((node) => [node.id, node.name]));
  const edge = topology.edges.find((it) => named.get(it.source) === from && named.get(it.target) === to);
  if (edge === undefined) throw new Error(`no edge ${from} → ${to}`);
  return edge;
}

/** What the wire grid allows: three digits. */
function expectNear(got: number | undefined, wanted: number): void {
  expect(got).toBeGreaterThanOrEqual(wanted * 0.9949);
  expect(got).toBeLessThanOrEqual(wanted * 1.0051);
}

const pair = (from: string, to: string, reporter: string) =>
  `reporter="${reporter}",source_workload="${from}",destination_workload="${to}"`;
const serverErrors = `response_code=~"5..|0",response_flags!="DC"`;

describe.each(moments)("at %d", (time) => {
  it.each([
    { from: "storefront", to: "cart", reporter: "source" },
    { from: "cart", to: "pricing", reporter: "source" },
    { from: "unknown", to: "cart", reporter: "destination" },
    { from: "search", to: "reviews", reporter: "waypoint" },
  ])("$from → $to has the rate and quantiles of PromQL over the $reporter's series", async ({ from, to, reporter }) => {
    const selected = pair(from, to, reporter);
    const edge = edgeOf(await lookAt(time), from, to);
    expect(edge.reporter).toBe(reporter);
    expectNear(edge.requestsPerSecond, await one(`sum(rate(istio_requests_total{${selected}}[60s]))`, time));
    const buckets = `sum by (le) (rate(istio_request_duration_milliseconds_bucket{${selected}}[60s]))`;
    for (const [quantile, q] of Object.entries({ p50: 0.5, p95: 0.95, p99: 0.99 })) {
      const ours = new Map(Object.entries(edge.latencyMs ?? {})).get(quantile);
      expectNear(ours as number, await one(`histogram_quantile(${q}, ${buckets})`, time));
    }
    const mean = ["sum", "count"].map((it) => `sum(rate(istio_request_duration_milliseconds_${it}{${selected}}[60s]))`);
    expectNear(edge.latencyMs?.mean, await one(mean.join(" / "), time));
  });

  it("counts failures as decided: 5xx and no answer, not those the client left", async () => {
    const edge = edgeOf(await lookAt(time), "storefront", "cart");
    const selected = pair("storefront", "cart", "source");
    const all = `sum(rate(istio_requests_total{${selected}}[60s]))`;
    const failed = `sum(rate(istio_requests_total{${selected},${serverErrors}}[60s]))`;
    expect(edge.errorRatio).toBeCloseTo(await one(`${failed} / ${all}`, time), 4);
    const refused = `sum(rate(istio_requests_total{${selected},response_code=~"4.."}[60s]))`;
    expect(edge.clientErrorRatio).toBeCloseTo(await one(`${refused} / ${all}`, time), 4);
  });

  it("finds gRPC failures under HTTP 200", async () => {
    const edge = edgeOf(await lookAt(time), "cart", "pricing");
    const selected = pair("cart", "pricing", "source");
    const share = (status: string) =>
      `sum(rate(istio_requests_total{${selected},grpc_response_status="${status}"}[60s])) / sum(rate(istio_requests_total{${selected}}[60s]))`;
    expect(edge.protocol).toBe("grpc");
    expect(edge.errorRatio).toBeCloseTo(await one(share("14"), time), 4);
    expect(edge.clientErrorRatio).toBeCloseTo(await one(share("5"), time), 4);
  });

  it("has every pair PromQL has, once, and no other", async () => {
    const { topology } = await lookAt(time);
    const ends = "source_workload, destination_workload";
    const rows = await byHand(
      `group by (${ends}) (rate(istio_requests_total[60s]) > 0 or rate(istio_tcp_sent_bytes_total[60s]) > 0)`,
      time,
    );
    const named = new Map(topology.nodes.map((node) => [node.id, node.name]));
    // Where no proxy answered, the edge goes to the service that was called.
    const target = (name: string | undefined) => (name === "unknown" ? "reviews" : name);
    const wanted = rows.map(({ metric }) => `${metric["source_workload"]} → ${target(metric["destination_workload"])}`);
    expect(topology.edges.map((edge) => `${named.get(edge.source)} → ${named.get(edge.target)}`).sort()).toEqual(
      wanted.sort(),
    );
  });

  it("reads bytes along the edge and connections from the caller's side", async () => {
    const edge = edgeOf(await lookAt(time), "cart", "redis");
    const perSecond = (metric: string) =>
      one(`sum(rate(istio_tcp_${metric}_total{${pair("cart", "redis", "source")}}[60s]))`, time);
    expectNear(edge.bytesPerSecond?.toTarget, await perSecond("received_bytes"));
    expectNear(edge.bytesPerSecond?.toSource, await perSecond("sent_bytes"));
    expectNear(edge.connectionsPerSecond, await perSecond("connections_opened"));
    expect(edge.health.status).toBe("unknown");
  });
});

it("knows encryption from the callee's side only", async () => {
  const picture = await lookAt(at);
  expect(edgeOf(picture, "storefront", "cart").mtlsRatio).toBe(1);
  expect(edgeOf(picture, "unknown", "cart").mtlsRatio).toBe(0);
  expect(edgeOf(picture, "storefront", oddName).mtlsRatio).toBeUndefined();
});

describe("charts", () => {
  const range = { from: at - 900, to: at, stepSeconds: 60, windowSeconds: 60 };

  it.each([["cart"], [oddName]])("of the edge storefront → %s are PromQL's at every step", async (to) => {
    const picture = await lookAt(at);
    const keys = picture.edgeKeys.get(edgeOf(picture, "storefront", to).id) ?? [];
    const series = await telemetry().series({ edges: keys }, range);
    const name = to.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    const selected = pair("storefront", name, "source");
    for (const [step, time] of series.times.entries()) {
      const wanted = await one(`sum(rate(istio_requests_total{${selected}}[60s]))`, time);
      expect(series.requestsPerSecond?.[step]).toBeCloseTo(wanted, 9);
      const buckets = `sum by (le) (rate(istio_request_duration_milliseconds_bucket{${selected}}[60s]))`;
      expect(series.p99Ms?.[step]).toBeCloseTo(await one(`histogram_quantile(0.99, ${buckets})`, time), 6);
    }
    expect(series.times).toHaveLength(16);
    expect(series).not.toHaveProperty("bytesPerSecond");
  });

  it.each([
    { what: "a workload", subject: { workload: { cluster: "north", namespace: "shop", workload: "cart" } } },
    { what: "a namespace", subject: { namespace: "shop" } },
    { what: "the mesh", subject: { mesh: true } },
  ] as const)("of $what count each pair once, as the picture does", async ({ what, subject }) => {
    const { topology } = await lookAt(at);
    const series = await telemetry().series(subject, { ...range, from: at - 60 });
    const counted = topology.edges.filter((edge) => {
      const target = topology.nodes.find((node) => node.id === edge.target);
      if (what === "a workload") return target?.name === "cart";
      return what === "the mesh" || target?.kind === "workload";
    });
    const wanted = counted.reduce((sum, edge) => sum + (edge.requestsPerSecond ?? 0), 0);
    expectNear(series.requestsPerSecond?.at(-1) ?? undefined, wanted);
    expect(series.p95Ms === undefined).toBe(what === "the mesh");
  });

  it.each(["cart", "reviews", oddName])("of the node %s show what the picture says it receives", async (name) => {
    const picture = await lookAt(at);
    for (const node of picture.topology.nodes.filter((it) => it.name === name)) {
      const parties = picture.nodeParties.get(node.id) ?? [];
      const series = await telemetry().series({ parties }, { ...range, from: at });
      expectNear(series.requestsPerSecond?.[0] ?? undefined, node.inbound.requestsPerSecond ?? 0);
      expectNear(series.p95Ms?.[0] ?? undefined, node.inbound.latencyMs?.p95 ?? 0);
    }
  });

  it("of a node can show what it sends", async () => {
    const picture = await lookAt(at);
    const node = picture.topology.nodes.find((it) => it.name === "storefront");
    const parties = (node && picture.nodeParties.get(node.id)) ?? [];
    const series = await telemetry().series({ parties, direction: "outbound" }, { ...range, from: at });
    expectNear(series.requestsPerSecond?.[0] ?? undefined, node?.outbound.requestsPerSecond ?? 0);
  });

  it("of a TCP edge are bytes both ways and which of its connections failed", async () => {
    const picture = await lookAt(at);
    const edge = edgeOf(picture, "cart", "redis");
    const series = await telemetry().series({ edges: picture.edgeKeys.get(edge.id) ?? [] }, { ...range, from: at });
    const { toTarget = 0, toSource = 0 } = edge.bytesPerSecond ?? {};
    expectNear(series.bytesPerSecond?.[0] ?? undefined, toTarget + toSource);
    expect(series.failedConnectionRatio).toEqual([0]);
    expect(Object.keys(series)).toEqual(["times", "bytesPerSecond", "failedConnectionRatio"]);
  });

  it("say null where nothing was measured", async () => {
    const series = await telemetry().series({ mesh: true }, { ...range, from: span.from - 300, to: span.from + 60 });
    expect(series.requestsPerSecond?.slice(0, 5)).toEqual([null, null, null, null, null]);
    expect(series.requestsPerSecond?.at(-1)).toBeTypeOf("number");
  });
});

it("spreads an edge's durations over buckets that add up to all of them", async () => {
  const picture = await lookAt(at);
  const edge = edgeOf(picture, "storefront", "cart");
  const spread = await telemetry().edgeLatencyBuckets(picture.edgeKeys.get(edge.id) ?? [], { at, windowSeconds: 60 });
  const selected = pair("storefront", "cart", "source");
  const all = await one(`max(sum by (le) (rate(istio_request_duration_milliseconds_bucket{${selected}}[60s])))`, at);
  expect(spread.latencyBuckets.reduce((sum, bucket) => sum + bucket.perSecond, 0)).toBeCloseTo(all, 9);
  expect(spread.latencyBuckets.at(-1)).not.toHaveProperty("upToMs");
  const mean = (side: string) =>
    ["sum", "count"]
      .map((it) => `sum(rate(istio_request_duration_milliseconds_${it}{${pair("storefront", "cart", side)}}[60s]))`)
      .join(" / ");
  const between = await one(`(${mean("source")}) - (${mean("destination")})`, at);
  expect(spread.betweenProxiesMs).toBeCloseTo(between, 9);
});

it("costs as many requests as promised", async () => {
  const kinds: string[] = [];
  const counting = createPrometheusClient({
    url: prometheus.url,
    timeoutMs: 20_000,
    onRequest: ({ kind, outcome }) => kinds.push(`${kind} ${outcome}`),
  });
  const reader = createIstioTelemetry(counting);
  await reader.traffic({ at, windowSeconds: 60 });
  await reader.latencies({ at, windowSeconds: 60 });
  // Rates, connections, sums, buckets of callers, and, as here some callees alone have timed, theirs; whether there are
  // recorded series, and in which forms durations are written.
  expect(kinds.splice(0)).toEqual(Array.from({ length: 7 }, () => "query ok"));
  await reader.latencies({ at: at + 45, windowSeconds: 60 });
  expect(kinds.splice(0)).toEqual(["query ok", "query ok"]);
  await reader.series({ namespace: "shop" }, { from: at - 60, to: at, stepSeconds: 15, windowSeconds: 60 });
  // What is counted, and buckets.
  expect(kinds).toEqual(["query_range ok", "query_range ok"]);
});

it("takes whatever stands in names for names", async () => {
  const hosts = ['"}) or vector(1) #', "a|b.*", "\\", "\n"];
  const reader = telemetry();
  expect(await reader.requestsByDestination({ hosts }, { from: at - 60, to: at })).toEqual([]);
  expect(await reader.hosts(hosts, { at, windowSeconds: 60 })).toEqual(hosts.map((name) => ({ name })));
  expect(await reader.containerCpu({ namespace: '"}', podNames: hosts }, { at, windowSeconds: 60 })).toEqual({});
  const none = await reader.series(
    { namespace: '"} or vector(1) #' },
    { from: at - 60, to: at, stepSeconds: 60, windowSeconds: 60 },
  );
  expect(none.requestsPerSecond).toEqual([null, null]);
});
