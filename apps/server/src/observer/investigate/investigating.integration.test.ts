import type { Finding } from "@fyr/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { IncidentKind } from "../../../../../test/fixtures/incidents/incident.ts";
import { isOrigin } from "../../../../../test/fixtures/incidents/is-origin.ts";
import { type MadeUpIncident, madeUpIncident } from "../../../../../test/fixtures/incidents/make-incident.ts";
import { rawSeriesOf } from "../../../../../test/fixtures/incidents/raw-series-of.ts";
import { type RunningPrometheus, startPrometheus } from "../../../../../test/fixtures/prometheus.ts";
import { writeInOrder } from "../../../../../test/fixtures/write-in-order.ts";
import { connectTelemetry } from "../../connect-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const first = 1_790_000_100;
const apart = 4 * 3600;
const kinds = ["failing-canary", "slow-database", "cpu-steal", "bad-route-edit", "bad-pod", "quiet"] as const;
const { signal } = new AbortController();

let prometheus: RunningPrometheus;
let observer: Observer;
let requests = 0;
const incidents = new Map<IncidentKind | "quiet", { readonly at: number; readonly made: MadeUpIncident }>();

beforeAll(async () => {
  for (const [place, kind] of kinds.entries()) {
    incidents.set(kind, { at: first + place * apart, made: madeUpIncident(kind, 3, { workloads: 20, hours: 1.25 }) });
  }
  prometheus = await startPrometheus([], { writable: true });
  for (const [kind, { at, made }] of incidents) {
    await writeInOrder(prometheus.url, rawSeriesOf(made, at, { buckets: kind === "failing-canary" }));
  }
  observer = observe(
    connectTelemetry({ prometheus: { url: prometheus.url }, timeoutMs: 30_000, onRequest: () => requests++ }),
  );
});
afterAll(async () => {
  observer.close();
  await prometheus.stop();
});

async function askedAbout(kind: (typeof kinds)[number]) {
  const incident = incidents.get(kind);
  if (incident === undefined) throw new Error(`No incident is called ${kind}.`);
  requests = 0;
  const { investigation, around } = await observer.investigate({ at: incident.at }, signal);
  return { ...incident, investigation, around, requests };
}

function secondsOff({ onset }: Finding, at: number): number {
  return onset === undefined ? Number.NaN : Math.abs(Date.parse(onset.at) / 1000 - at);
}

it.each(["failing-canary", "slow-database", "cpu-steal", "bad-route-edit", "bad-pod"] as const)(
  "%s: names first what is the matter and since when, out of metrics alone",
  async (kind) => {
    const { at, made, investigation } = await askedAbout(kind);
    const [finding] = investigation.findings;
    expect(finding && made.truth && isOrigin(made.truth, finding), JSON.stringify(finding)).toBe(true);
    expect(finding && secondsOff(finding, at - made.agoSeconds)).toBeLessThanOrEqual(60);
    expect(finding?.within?.pod).toBe(made.truth?.pod);
  },
);

it("has nothing to say of a mesh that is only restless", async () => {
  const { investigation } = await askedAbout("quiet");
  expect(investigation.findings).toEqual([]);
  expect(investigation.entries).toHaveLength(1);
});

it("asks Prometheus at most ten questions when nothing is known yet, and none again for the same moment", async () => {
  observer.close();
  observer = observe(
    connectTelemetry({ prometheus: { url: prometheus.url }, timeoutMs: 30_000, onRequest: () => requests++ }),
  );
  const { requests: all, investigation } = await askedAbout("failing-canary");
  expect(all).toBeLessThanOrEqual(10);
  expect(investigation.findings[0]?.now.p99Ms).toBeGreaterThan(0);
  expect((await askedAbout("failing-canary")).requests).toBe(0);
});
