import type { Grain } from "@fyr/contract";
import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildPicture, type Picture } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seriesOfSubject } from "../../apps/server/src/api/series-of-subject.ts";
import { findSubject } from "../../apps/server/src/observer/subjects.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { expectedGraph, expectedGraphs, scenarioObjects, scenarioSeries } from "../fixtures/scenario.ts";
import { inventoryOf } from "./inventory-of.ts";

/** What a chart cannot tell apart as the map does. */
const otherwise = new Set([
  // Bounds that differ are put together pair by pair there. Prometheus adds up the buckets of all who call a node: pair by
  // pair they would be twenty rows for each caller and step.
  "buckets-in-rollout",
]);

const runs = expectedGraphs()
  .filter((graph) => !otherwise.has(expectedGraph(graph).scenario))
  .map((graph, slot) => ({ graph, at: Date.UTC(2026, 0, 1) / 1000 + slot * 1500 }));

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus(
    runs.flatMap(({ graph, at }) =>
      scenarioSeries(
        expectedGraph(graph).scenario,
        at,
        { from: at - 810, to: at + 30, stepSeconds: 15 },
        { mirror: true },
      ),
    ),
  );
});
afterAll(() => prometheus.stop());

it.each(runs)("charts of $graph draw what the map says", async ({ graph, at }) => {
  const { scenario, grain, windowSeconds, serviceNodes, kubernetes } = expectedGraph(graph);
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  const moment = { at, windowSeconds };
  const samples = [await telemetry.traffic(moment), await telemetry.latencies(moment)].flatMap((one) => one.samples);
  const pictureAt = (grain: Grain, serviceNodes: boolean) =>
    buildPicture({
      at: new Date(at * 1000).toISOString(),
      windowSeconds,
      grain,
      ...(serviceNodes && { serviceNodes: true as const }),
      ...(kubernetes && { inventory: inventoryOf(scenarioObjects(scenario)) }),
      samples,
      sources: [],
      warnings: [],
    });
  const picture = pictureAt(grain, serviceNodes === true);
  const said = numbersOnMap(picture);
  const drawn = await Promise.all(
    said.map(async ([id]) => {
      const asked = { ...id, grain, serviceNodes: serviceNodes === true };
      const subject = await findSubject(asked, async (one, through) => pictureAt(one, through));
      if (subject === undefined) throw new Error(`Nothing is measured of ${JSON.stringify(id)}`);
      const chart = await telemetry.series(seriesOfSubject(subject), { ...moment, from: at, to: at, stepSeconds: 60 });
      const { requestsPerSecond, errorRatio, bytesPerSecond, p95Ms, meanMs } = chart;
      const [rate, failing, bytes, p95, mean] = [requestsPerSecond, errorRatio, bytesPerSecond, p95Ms, meanMs];
      return [id, numbers([rate, failing, bytes, p95, mean].map((points) => points?.[0] ?? 0))];
    }),
  );
  expect(drawn).toEqual(said);
});

function numbersOnMap({ topology: { edges, nodes } }: Picture) {
  const ofEdges = edges.map(({ id, requestsPerSecond, errorRatio, bytesPerSecond: bytes, latencyMs }) => {
    const all = bytes && bytes.toTarget + bytes.toSource;
    return [{ edge: id }, numbers([requestsPerSecond, errorRatio, all, latencyMs?.p95, latencyMs?.mean])] as const;
  });
  const ofNodes = nodes.map(({ id, inbound, outbound }) => {
    const { requestsPerSecond, errorRatio, bytesPerSecond, latencyMs } =
      Object.keys(inbound).length > 0 ? inbound : outbound;
    const told = [requestsPerSecond, errorRatio, bytesPerSecond, latencyMs?.p95, latencyMs?.mean];
    return [{ node: id }, numbers(told)] as const;
  });
  return [...ofEdges, ...ofNodes];
}

/** As near as the wire's grid is. */
function numbers([rate, failing, bytes, p95, mean]: readonly (number | undefined)[]) {
  const near = (value = 0) => Number(value.toPrecision(2));
  return { rate: near(rate), failing: near(failing), bytes: near(bytes), p95: near(p95), mean: near(mean) };
}
