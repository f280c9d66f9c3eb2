import { createIstioTelemetry, createPrometheusClient, type IstioTelemetry, ruleFile } from "@fyr/prometheus";
import { buildPicture, type Picture } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { churningMesh } from "../fixtures/churning-mesh.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { unevenMesh } from "../fixtures/uneven-mesh.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 7200, to: at, stepSeconds: 15 };
/** Rules that were installed an hour before the end. */
const recordedFrom = at - 3600;
const range = { from: recordedFrom - 300, to: recordedFrom + 900, stepSeconds: 60, windowSeconds: 60 };

const meshes = [
  { name: "the proxies' own series", start: () => startPrometheus(unevenMesh(span, at - 600)), recorded: false },
  {
    name: "recorded series that begin within",
    start: () =>
      startPrometheus(churningMesh(span), {
        recorded: [{ rules: ruleFile(15), from: recordedFrom, to: at }],
      }),
    recorded: true,
  },
];

describe.each(meshes)("a range of $name", ({ start, recorded }) => {
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await start();
  });
  afterAll(() => prometheus.stop());

  function reader(onRequest: () => void = () => undefined): IstioTelemetry {
    return createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000, onRequest }));
  }

  async function pictureOf(
    parts: Promise<{ samples: readonly Parameters<typeof buildPicture>[0]["samples"][number][] }>[],
  ) {
    const samples = (await Promise.all(parts)).flatMap((part) => part.samples);
    const input = { at: new Date(at * 1000).toISOString(), windowSeconds: 60, grain: "workload" as const };
    return buildPicture({ ...input, samples, sources: [], warnings: [] });
  }

  function lookAt(time: number, telemetry = reader()): Promise<Picture> {
    const moment = { at: time, windowSeconds: range.windowSeconds };
    return pictureOf([telemetry.traffic(moment), telemetry.latencies(moment)]);
  }

  it("is at every step what a look at that moment sees, in a few requests for all of them", async () => {
    let requests = 0;
    const telemetry = reader(() => requests++);
    const [traffic, latencies] = [await telemetry.trafficOverRange(range), await telemetry.latenciesOverRange(range)];
    const pictures = await Promise.all(traffic.times.map((time) => pictureOf([traffic.at(time), latencies.at(time)])));
    expect(requests).toBeLessThanOrEqual(recorded ? 13 : 7);
    expect(traffic.times).toHaveLength(21);
    for (const [step, time] of traffic.times.entries()) {
      const seen = (await lookAt(time)).topology;
      expect(seen.edges.length).toBeGreaterThan(0);
      expect({ ...pictures[step]?.topology, at: "", warnings: [] }).toEqual({ ...seen, at: "", warnings: [] });
    }
  });

  it("plays half an hour from at most four range queries for rates, as Prometheus itself counts them", async () => {
    const telemetry = reader();
    const halfHour = { from: recordedFrom - 600, to: recordedFrom + 1200, stepSeconds: 15, windowSeconds: 60 };
    // What it knows of Prometheus for some time is asked once.
    await telemetry.traffic({ at: halfHour.to, windowSeconds: 60 });
    const before = await queriesCounted(prometheus.url);
    const rates = await telemetry.trafficOverRange(halfHour);
    expect(rates.times).toHaveLength(121);
    const after = await queriesCounted(prometheus.url);
    expect(after.range - before.range).toBeGreaterThan(0);
    expect(after.range - before.range).toBeLessThanOrEqual(4);
    expect(after.instant - before.instant).toBeLessThanOrEqual(2);
    // Every frame is in the memory of that answer.
    for (const time of rates.times) expect((await rates.at(time)).samples.length).toBeGreaterThan(0);
    expect(await queriesCounted(prometheus.url)).toEqual(after);
  });

  it("tells of several edges together what a chart tells of each", async () => {
    const telemetry = reader();
    const { edgeKeys, topology } = await lookAt(range.to, telemetry);
    const edges = topology.edges.filter(({ protocol }) => protocol !== "tcp").slice(0, 3);
    const keys = edges.map(({ id }) => edgeKeys.get(id) ?? []);
    const lines = await telemetry.edgeLines(keys, new Set(["outcomes", "durations"]), range);
    for (const [place, own] of keys.entries()) {
      const { meanMs: _, bytesPerSecond: __, ...chart } = await telemetry.series({ edges: own }, range);
      expect(rounded(lines[place])).toEqual(rounded(chart));
    }
  });
});

async function queriesCounted(url: string) {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const counted = (handler: string) => {
    const rows = metrics.matchAll(
      new RegExp(`^prometheus_http_requests_total\\{code="\\d+",handler="/api/v1/${handler}"\\} (\\S+)$`, "gm"),
    );
    return [...rows].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  return { range: counted("query_range"), instant: counted("query") };
}

/** Sums added up in another order differ in the last digits. */
function rounded(points: object | undefined): unknown {
  return JSON.parse(JSON.stringify(points), (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : value,
  );
}
