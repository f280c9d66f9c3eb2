import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildTopology } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import {
  type ExpectedGraph,
  expectedGraph,
  expectedGraphs,
  type NeutralEdge,
  type ScenarioOptions,
  scenarioObjects,
  scenarioSeries,
} from "../fixtures/scenario.ts";
import { inventoryOf } from "./inventory-of.ts";
import { edgeName, neutralGraph } from "./neutral-graph.ts";

/** Ways to write the same traffic down. A restart lies within every window looked at. */
const ways: readonly { readonly how: string; readonly options: ScenarioOptions }[] = [
  { how: "plain", options: {} },
  { how: "both sides reporting", options: { mirror: true } },
  { how: "three proxies each", options: { instances: 3 } },
  { how: "with labels nobody asks for", options: { extras: true } },
  { how: "after a restart", options: { resetBefore: 30 } },
  { how: "after a restart long ago", options: { resetBefore: 300 } },
];

const graphs = expectedGraphs();
const scenarios = [...new Set(graphs.map((name) => name.slice(0, name.lastIndexOf("."))))];
const runs = scenarios.flatMap((scenario) => ways.map((way) => ({ scenario, ...way })));

// Names repeat between scenarios. In one Prometheus each has a time of its own, further apart than any window is long.
const slotSeconds = 1500;
const start = Date.UTC(2026, 0, 1) / 1000;
const momentOf = (run: number) => start + run * slotSeconds;

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(
    runs.flatMap(({ scenario, options }, run) => {
      const at = momentOf(run);
      return scenarioSeries(scenario, at, { from: at - 810, to: at + 30, stepSeconds: 15 }, options);
    }),
  );
});
afterAll(() => prometheus.stop());

async function lookAt(at: number, expected: ExpectedGraph) {
  const { scenario, grain, windowSeconds, serviceNodes, kubernetes } = expected;
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const moment = { at, windowSeconds };
  const measured = await Promise.all([
    telemetry.traffic(moment),
    telemetry.latencies(moment),
    telemetry.messages(moment),
  ]);
  return buildTopology({
    at: new Date(at * 1000).toISOString(),
    windowSeconds,
    grain,
    ...(serviceNodes && { serviceNodes }),
    ...(kubernetes && { inventory: inventoryOf(scenarioObjects(scenario)) }),
    samples: measured.flatMap(({ samples }) => samples),
    sources: [],
    warnings: measured.flatMap(({ warnings }) => warnings),
  });
}

describe.each(runs.map((run, at) => ({ ...run, at: momentOf(at) })))("$scenario, $how", ({ scenario, at }) => {
  it.each(graphs.filter((name) => name.slice(0, name.lastIndexOf(".")) === scenario))("gives %s", async (name) => {
    const expected = expectedGraph(name);
    const topology = await lookAt(at, expected);
    const got = neutralGraph(topology);
    // Workloads without a service stay visible as themselves where others leave them out of a service graph.
    const extra = name === "bookinfo.service" ? ["workload:east/bookinfo/kiali-2412"] : [];
    expect(got.nodes).toEqual([...new Set([...expected.nodes, ...extra])].sort());
    const ours = new Map(got.edges.filter(({ to }) => !extra.includes(to)).map((edge) => [edgeName(edge), edge]));
    expect([...ours.keys()].sort()).toEqual(expected.edges.map(edgeName).sort());
    for (const edge of expected.edges) expectSame(ours.get(edgeName(edge)), edge);
    for (const word of expected.warnings ?? []) expect.soft(topology.warnings.join("\n")).toContain(word);
    if (expected.warnings === undefined) expect.soft(topology.warnings).toEqual([]);
  });
});

/** Numbers within one in a hundred, which the wire grid allows; whatever the expected edge says nothing of is free. */
function expectSame(ours: NeutralEdge | undefined, expected: NeutralEdge): void {
  const { from: _, to: __, protocol: ___, tolerance = 0.01, ...wanted } = expected;
  const near = (value: number) =>
    expect.toSatisfy((got: number) => Math.abs(got - value) <= tolerance * value + 0.0051);
  const close = (value: unknown): unknown => {
    if (typeof value === "number") return near(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, close(part)]));
  };
  expect.soft(ours, edgeName(expected)).toMatchObject(close(wanted) as object);
}
