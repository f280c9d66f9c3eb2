import { createIstioTelemetry, createPrometheusClient, type IstioTelemetry } from "@fyr/prometheus";
import { buildTopology, type TrafficSample } from "@fyr/topology";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHeldHour, type HeldHour } from "../../apps/server/src/observer/held/held-hour.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { unevenMesh } from "../fixtures/uneven-mesh.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const tileSeconds = 60;
/** Held windows and raw ones are put together in different ways: this far they may differ. */
const tolerance = 0.03;

let prometheus: RunningPrometheus;
let telemetry: IstioTelemetry;
let held: HeldHour;

/** Scrapes fall between the ends of windows. A proxy starts again 20 min before the end: its counters begin at nothing. */
beforeAll(async () => {
  prometheus = await startPrometheus(unevenMesh({ from: at - 5407, to: at - 7, stepSeconds: 15 }, at - 1207));
  telemetry = createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 }));
  held = createHeldHour(64 * 1024 * 1024);
  for (let end = at - 3600 + tileSeconds; end <= at; end += tileSeconds) {
    const [rates, latencies] = await measured(end, tileSeconds);
    held.keep({ at: end, windowSeconds: tileSeconds, samples: rates, latencies: { at: end, samples: latencies } });
  }
});
afterAll(() => prometheus.stop());

async function measured(end: number, windowSeconds: number) {
  const moment = { at: end, windowSeconds };
  const [traffic, messages, latencies] = await Promise.all([
    telemetry.traffic(moment),
    telemetry.messages(moment),
    telemetry.latencies(moment),
  ]);
  return [[...traffic.samples, ...messages.samples], latencies.samples] as const;
}

/** What every edge says of itself, by its id. */
function numbersOf(windowSeconds: number, samples: readonly TrafficSample[]) {
  const instant = new Date(at * 1000).toISOString();
  const { edges } = buildTopology({
    at: instant,
    windowSeconds,
    grain: "workload",
    samples,
    sources: [],
    warnings: [],
  });
  return new Map(
    edges.map(({ id, requestsPerSecond, errorRatio, clientErrorRatio, latencyMs, bytesPerSecond, mtlsRatio }) => [
      id,
      {
        requestsPerSecond,
        success: errorRatio === undefined ? undefined : 1 - errorRatio,
        errorRatio,
        clientErrorRatio,
        p50: latencyMs?.p50,
        p95: latencyMs?.p95,
        p99: latencyMs?.p99,
        mean: latencyMs?.mean,
        toTarget: bytesPerSecond?.toTarget,
        mtlsRatio,
      },
    ]),
  );
}

describe.each([5, 15, 30, 60])("a held window of %i min", (minutes) => {
  it("says what Prometheus says of the same window", async () => {
    const windowSeconds = minutes * 60;
    const answer = held.answer(windowSeconds, at);
    const asked = await measured(at, windowSeconds);
    const raw = numbersOf(windowSeconds, asked.flat());
    const put = numbersOf(windowSeconds, answer?.samples ?? []);
    expect([...put.keys()]).toEqual([...raw.keys()]);
    expect(raw.size).toBeGreaterThan(5);
    for (const [id, numbers] of raw) {
      for (const [name, value] of Object.entries(numbers)) {
        const ours = put.get(id)?.[name as keyof typeof numbers];
        if (value === undefined) expect(ours, `${name} of ${id}`).toBeUndefined();
        else
          expect(Math.abs((ours ?? Number.NaN) - value), `${name} of ${id}: ${ours}, raw ${value}`).toBeLessThanOrEqual(
            tolerance * value,
          );
      }
    }
  });
});
