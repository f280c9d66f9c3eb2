import { createIstioTelemetry, createPrometheusClient, ruleFile } from "@fyr/prometheus";
import { buildTopology } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { churningMesh, restartsAfter } from "../fixtures/churning-mesh.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const hour = 3600;
const start = Date.UTC(2026, 0, 1) / 1000;
const rules = ruleFile(15);

/** One Prometheus whose rules changed every hour, as if somebody had. */
const hours = [
  { what: "none", rules: undefined },
  { what: "shipped", rules },
  { what: "older", rules: rules.replaceAll(/version: "\w+"/g, 'version: "00000000"') },
  { what: "a label missing", rules: rules.replaceAll("response_code, ", "") },
  { what: "buckets without a label", rules: rules.replaceAll("request_protocol, le)", "le)") },
  { what: "a group missing", rules: rules.replace(/ {2}- name: fyr_edge_connections[\s\S]*?(?= {2}- name)/, "") },
] as const;
type What = (typeof hours)[number]["what"];

const beginOf = (what: What) => start + hours.findIndex((one) => one.what === what) * hour;
/** Within the hour, at no evaluation: what was recorded last is 7 s old. */
const at = (what: What) => beginOf(what) + 2557;

let prometheus: RunningPrometheus;
beforeAll(async () => {
  const recorded = hours.flatMap(({ what, rules: text }) =>
    text === undefined ? [] : [{ rules: text, from: beginOf(what), to: beginOf(what) + hour - 300 }],
  );
  const span = { from: start - 2 * hour, to: start + hours.length * hour, stepSeconds: 15 };
  prometheus = await startPrometheus(churningMesh(span), { recorded });
});
afterAll(() => prometheus.stop());

interface Look {
  readonly source: string | undefined;
  readonly warnings: readonly string[];
  readonly edges: ReturnType<typeof buildTopology>["edges"];
}

function reader(onRequest?: () => void) {
  const options = { url: prometheus.url, timeoutMs: 20_000, ...(onRequest && { onRequest }) };
  return createIstioTelemetry(createPrometheusClient(options));
}

async function lookAt(time: number, windowSeconds = 60, telemetry = reader()): Promise<Look> {
  const moment = { at: time, windowSeconds };
  const [traffic, latencies] = [await telemetry.traffic(moment), await telemetry.latencies(moment)];
  const { edges } = buildTopology({
    at: new Date(time * 1000).toISOString(),
    windowSeconds,
    grain: "workload",
    samples: [...traffic.samples, ...latencies.samples],
    sources: [],
    warnings: [],
  });
  return { source: traffic.source === latencies.source ? traffic.source : "mixed", warnings: traffic.warnings, edges };
}

/** What a picture says in numbers, name by name. */
function numbersOf({ edges }: Look): [string, number][] {
  return edges.flatMap((edge) =>
    Object.entries({
      rate: edge.requestsPerSecond,
      errors: edge.errorRatio,
      mtls: edge.mtlsRatio,
      p50: edge.latencyMs?.p50,
      p95: edge.latencyMs?.p95,
      mean: edge.latencyMs?.mean,
      bytes: edge.bytesPerSecond?.toTarget,
      back: edge.bytesPerSecond?.toSource,
      opened: edge.connectionsPerSecond,
    }).flatMap(([name, value]): [string, number][] =>
      value === undefined ? [] : [[`${edge.source} → ${edge.target} ${name}`, value]],
    ),
  );
}

function expectWithin3Percent(got: readonly [string, number][], wanted: readonly [string, number][]): void {
  expect(got.map(([name]) => name)).toEqual(wanted.map(([name]) => name));
  for (const [index, [name, value]] of got.entries()) {
    const [, other = Number.NaN] = wanted[index] ?? [];
    expect(Math.abs(value - other), `${name}: ${value} for ${other}`).toBeLessThanOrEqual(0.03 * other);
  }
}

/** Pods change every ten minutes: right after, in the middle of a life, and right before. */
const sinceChange = [7, 52, 197, 592];

describe.each([60, 120, 300, 900])("in a window of %d s", (windowSeconds) => {
  it.each(sinceChange)(
    "recorded and raw series give the same picture, %d s after the pods changed",
    async (seconds) => {
      const recorded = await lookAt(beginOf("shipped") + 1800 + seconds, windowSeconds);
      const raw = await lookAt(beginOf("none") + 1800 + seconds, windowSeconds);
      expect(recorded.source).toBe("recorded");
      expect(raw.source).toBe("raw");
      expect(numbersOf(raw)).toHaveLength(9);
      expectWithin3Percent(numbersOf(recorded), numbersOf(raw));
    },
  );
});

it.each([80, 157, 232])("counts a restart within the window as raw series do, %d s later", async (seconds) => {
  const recorded = await lookAt(beginOf("shipped") + restartsAfter + seconds, 300);
  const raw = await lookAt(beginOf("none") + restartsAfter + seconds, 300);
  expect(recorded.source).toBe("recorded");
  expectWithin3Percent(numbersOf(recorded), numbersOf(raw));
});

it("reads what is recorded in four requests after the first look, and says nothing of it", async () => {
  let requests = 0;
  const telemetry = reader(() => requests++);
  await lookAt(at("shipped"), 60, telemetry);
  requests = 0;
  const { source, warnings } = await lookAt(at("shipped") + 15, 60, telemetry);
  expect(source).toBe("recorded");
  expect(warnings).toEqual([]);
  expect(requests).toBe(4);
});

it("is told how durations are written by what is recorded, without going through all of their series", async () => {
  const client = createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 });
  const asked: string[] = [];
  const query: typeof client.query = (promql, ...rest) => {
    asked.push(client.written(promql));
    return client.query(promql, ...rest);
  };
  const { source } = await lookAt(at("shipped"), 60, createIstioTelemetry({ ...client, query }));
  expect(source).toBe("recorded");
  expect(asked.filter((text) => /form|by \(le, reporter\)/.test(text))).toEqual(["fyr:duration_form"]);
});

it.each([
  { what: "older", words: "another version" },
  { what: "a label missing", words: "lack edges or labels" },
  { what: "a group missing", words: "some are missing in Prometheus (connections)" },
] as const)("reads raw series where the rules are not those it knows, and says so: $what", async ({ what, words }) => {
  const { source, warnings, edges } = await lookAt(at(what));
  expect(source).toBe("raw");
  expect(warnings).toEqual([expect.stringContaining(words)]);
  expect(edges).toHaveLength(2);
});

it("reads all of a moment raw once its buckets are found to lack a label", async () => {
  const telemetry = reader();
  await lookAt(at("buckets without a label"), 60, telemetry);
  const { source, warnings } = await lookAt(at("buckets without a label") + 15, 60, telemetry);
  expect(source).toBe("raw");
  expect(warnings).toEqual([expect.stringContaining("lack edges or labels")]);
});

it("reads raw series before there were rules, where a window begins before them, and once they are gone", async () => {
  const begin = beginOf("shipped");
  const telemetry = reader();
  const sourceAt = async (time: number, windowSeconds: number) => (await lookAt(time, windowSeconds, telemetry)).source;
  expect(await sourceAt(begin - 15, 60)).toBe("raw");
  expect(await sourceAt(begin + 65, 60)).toBe("recorded");
  expect(await sourceAt(begin + 120, 300)).toBe("raw");
  expect(await sourceAt(begin + 360, 300)).toBe("recorded");
  const end = begin + hour - 300;
  expect(await sourceAt(end + 14, 60)).toBe("recorded");
  expect(await sourceAt(end + 46, 60)).toBe("raw");
  expect(await sourceAt(begin + 600, 30)).toBe("raw");
});

describe("a chart", () => {
  it.each([60, 300])("goes on over the moment its rules began, in a window of %d s", async (windowSeconds) => {
    const range = { from: beginOf("shipped") - 900, to: beginOf("shipped") + 1800, stepSeconds: 60, windowSeconds };
    const subject = { workload: { namespace: "shop", workload: "cart" } };
    const chart = await reader().series(subject, range);
    expect(chart.times).toHaveLength(46);
    expect(chart.times).toEqual(chart.times.toSorted((a, b) => a - b));
    for (const rate of chart.requestsPerSecond ?? []) expect(rate).toBeCloseTo(30, 0);
    for (const mean of chart.meanMs ?? []) expect(mean).toBeCloseTo(40, 1);
    for (const p50 of chart.p50Ms ?? []) expect(p50).toBeCloseTo(20, 0);
  });

  it("ends with the numbers of the picture, the spread of durations too", async () => {
    const time = at("shipped");
    for (const windowSeconds of [60, 300]) {
      const telemetry = reader();
      const moment = { at: time, windowSeconds };
      const { samples } = await telemetry.traffic(moment);
      const keys = samples.filter(({ kind, reporter }) => kind === "requests" && reporter === "source");
      const rate = keys.reduce((sum, sample) => sum + ("perSecond" in sample ? sample.perSecond : 0), 0);
      const chart = await telemetry.series(
        { edges: keys },
        { from: time - 600, to: time, stepSeconds: 60, windowSeconds },
      );
      expect(chart.requestsPerSecond?.at(-1)).toBeCloseTo(rate, 6);
      const { latencyBuckets } = await telemetry.edgeLatencyBuckets(keys, moment);
      expect(latencyBuckets.reduce((sum, { perSecond }) => sum + perSecond, 0)).toBeCloseTo(rate, 6);
    }
  });
});
