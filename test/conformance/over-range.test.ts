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

/** Sums added up in another order differ in the last digits. */
function rounded(points: object | undefined): unknown {
  return JSON.parse(JSON.stringify(points), (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(9)) : value,
  );
}
