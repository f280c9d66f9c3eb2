import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildTopology } from "@fyr/topology";
import { expect } from "vitest";
import {
  type ExpectedGraph,
  expectedGraph,
  expectedGraphs,
  type NeutralEdge,
  scenarioObjects,
} from "../fixtures/scenario.ts";
import { inventoryOf } from "./inventory-of.ts";
import { edgeName, neutralGraph } from "./neutral-graph.ts";

const graphs = expectedGraphs();

export const scenarios = [...new Set(graphs.map(scenarioOf))];

/** The names of the graphs that should come out of a scenario. */
export function graphsOf(scenario: string): string[] {
  return graphs.filter((name) => scenarioOf(name) === scenario);
}

function scenarioOf(graph: string): string {
  return graph.slice(0, graph.lastIndexOf("."));
}

/** What is read at `at` (Unix seconds) is the graph of this name. */
export async function expectGraph(url: string, at: number, name: string): Promise<void> {
  const expected = expectedGraph(name);
  const topology = await lookAt(url, at, expected);
  const got = neutralGraph(topology);
  // Workloads without a service stay visible as themselves where others leave them out of a service graph.
  const extra = name === "bookinfo.service" ? ["workload:east/bookinfo/kiali-2412"] : [];
  expect(got.nodes).toEqual([...new Set([...expected.nodes, ...extra])].sort());
  const ours = new Map(got.edges.filter(({ to }) => !extra.includes(to)).map((edge) => [edgeName(edge), edge]));
  expect([...ours.keys()].sort()).toEqual(expected.edges.map(edgeName).sort());
  for (const edge of expected.edges) expectSame(ours.get(edgeName(edge)), edge);
  for (const word of expected.warnings ?? []) expect.soft(topology.warnings.join("\n")).toContain(word);
  if (expected.warnings === undefined) expect.soft(topology.warnings).toEqual([]);
}

async function lookAt(url: string, at: number, expected: ExpectedGraph) {
  const { scenario, grain, windowSeconds, serviceNodes, kubernetes } = expected;
  const telemetry = createIstioTelemetry(createPrometheusClient({ url, timeoutMs: 20_000 }));
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
