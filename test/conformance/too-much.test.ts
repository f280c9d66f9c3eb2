import { createIstioTelemetry, createPrometheusClient, type SeriesPoints } from "@fyr/prometheus";
import { afterEach, expect, it } from "vitest";
import { openCountedRoad } from "../fixtures/counted-road.ts";
import { startPrometheus } from "../fixtures/prometheus.ts";
import { scenarioSeries } from "../fixtures/scenario.ts";
import { hasVictoriaMetrics, startVictoriaMetrics } from "../fixtures/victoria-metrics.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const range = { from: at - 240, to: at, stepSeconds: 15, windowSeconds: 60 };
const series = scenarioSeries("tcp", at, { from: at - 300, to: at, stepSeconds: 15 }, { instances: 5 });

const stops: (() => unknown)[] = [];
afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

/** What is told by a server, and how many charts were asked of it. */
async function telemetryOf(starting: ReturnType<typeof startPrometheus>) {
  const server = await starting;
  const road = await openCountedRoad(server.url);
  stops.push(() => road.end(), server.stop);
  const telemetry = createIstioTelemetry(createPrometheusClient({ url: road.url, timeoutMs: 20_000 }));
  const asked = () => road.taken().filter((one) => one.startsWith("/api/v1/query_range")).length;
  return { telemetry, asked };
}

it("asks once what Prometheus has too many samples for: parts of it would be refused as well", async () => {
  const { telemetry, asked } = await telemetryOf(startPrometheus(series, { maxSamples: 500 }));
  await expect(telemetry.series({ mesh: true }, range)).rejects.toThrow("too many samples");
  expect(asked()).toBe(1);
});

it.runIf(hasVictoriaMetrics)("asks VictoriaMetrics in parts what is too long, and draws the same", async () => {
  const nobody = Array.from({ length: 4 }, (_, number) => ({ name: `w${number}`, hidesLegs: true }));
  const { telemetry, asked } = await telemetryOf(startVictoriaMetrics(series));
  const whole = await telemetry.series({ mesh: true }, range);
  const once = asked();
  expect(rounded(await telemetry.series({ mesh: true, waypoints: nobody }, range))).toEqual(rounded(whole));
  expect(asked()).toBeGreaterThan(once);
});

/** VictoriaMetrics adds up in any order. */
function rounded(chart: SeriesPoints): unknown {
  const entries = Object.entries(chart) as [string, readonly (number | null)[]][];
  return Object.fromEntries(
    entries.map(([name, points]) => [name, points.map((value) => value && Number(value.toPrecision(12)))]),
  );
}
