import type { Topology } from "@fyr/contract";
import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildTopology } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waypointsIn } from "../../apps/server/src/observer/waypoints-in.ts";
import { placeLines } from "../../apps/server/src/sparklines/place-lines.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { scenarioObjects, scenarioSeries } from "../fixtures/scenario.ts";
import { scenarios } from "./expect-graph.ts";
import { inventoryOf } from "./inventory-of.ts";

const windowSeconds = 60;
const runs = scenarios.map((scenario, slot) => ({ scenario, at: Date.UTC(2026, 0, 1) / 1000 + slot * 1500 }));

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(
    runs.flatMap(({ scenario, at }) =>
      scenarioSeries(scenario, at, { from: at - 810, to: at + 30, stepSeconds: 15 }, { mirror: true }),
    ),
  );
});
afterAll(() => prometheus.stop());

const telemetryOf = () => createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));

async function topologyOf(scenario: string, at: number): Promise<Topology> {
  const objects = scenarioObjects(scenario);
  const { samples, warnings } = await telemetryOf().traffic({ at, windowSeconds });
  return buildTopology({
    at: new Date(at * 1000).toISOString(),
    windowSeconds,
    grain: "workload",
    ...(objects && { inventory: inventoryOf(objects) }),
    samples,
    sources: [],
    warnings,
  });
}

describe.each(runs)("in $scenario", ({ scenario, at }) => {
  const range = { from: at, to: at, stepSeconds: 60, windowSeconds };

  it("a chart of the mesh draws what its edges add up to", async () => {
    const { edges, nodes } = await topologyOf(scenario, at);
    const chart = await telemetryOf().series({ mesh: true, ...waypointsAmong(nodes) }, range);
    expect({ requests: near(chart.requestsPerSecond?.[0]), bytes: near(chart.bytesPerSecond?.[0]) }).toEqual({
      requests: near(sum(edges.map(({ requestsPerSecond = 0 }) => requestsPerSecond))),
      bytes: near(sum(edges.map(({ bytesPerSecond: bytes }) => (bytes ? bytes.toTarget + bytes.toSource : 0)))),
    });
  });

  it("small lines of workloads end at what the map says", async () => {
    const { nodes } = await topologyOf(scenario, at);
    const workloads = nodes.filter(({ kind }) => kind === "workload" || kind === "gateway");
    const silent = workloads.filter(({ inbound }) => inbound.requestsPerSecond === undefined);
    const asked = { senders: silent.map(({ name }) => name), ...waypointsAmong(nodes) };
    const measured = await telemetryOf().requestLines(asked, range);
    const lines = placeLines(measured, "workload", inventoryOf(scenarioObjects(scenario)));
    const drawn = lines.map(({ id, requestsPerSecond: [rate] }) => [id, near(rate)]);
    const said = workloads.flatMap(({ id, inbound, outbound }) => {
      const rate = inbound.requestsPerSecond ?? outbound.requestsPerSecond;
      return rate === undefined ? [] : [[id, near(rate)]];
    });
    expect(drawn).toEqual(expect.arrayContaining(said));
  });
});

function waypointsAmong(nodes: Topology["nodes"]) {
  const waypoints = waypointsIn(nodes);
  return waypoints === undefined ? {} : { waypoints };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** As near as the wire's grid is. */
function near(value: number | null | undefined): number {
  return Number((value ?? 0).toPrecision(2));
}
