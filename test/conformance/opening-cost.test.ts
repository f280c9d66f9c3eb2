import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Capabilities, Investigation, Series, Timeline } from "@fyr/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CountedRoad, openCountedRoad } from "../fixtures/counted-road.ts";
import { fyrAddress } from "../fixtures/fyr-address.ts";
import { madeUpIncident } from "../fixtures/incidents/make-incident.ts";
import { rawSeriesOf } from "../fixtures/incidents/raw-series-of.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";
import { until } from "../fixtures/until.ts";
import { writeInOrder } from "../fixtures/write-in-order.ts";

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const most = 12;
const started = Math.floor(Date.now() / 1000);
// Samples go on for a while: now must lie among them however long it takes to begin.
const lastSample = started + 240;

let prometheus: RunningPrometheus;
let road: CountedRoad;
let fyr: ChildProcess;
let url: string;
/** What Fyr asked before anybody came. */
const askedAtStart: string[] = [];

beforeAll(async () => {
  const made = madeUpIncident("failing-canary", 3, { workloads: 12, hours: 1.25, lastingSeconds: 900 });
  prometheus = await startPrometheus([], { writable: true });
  await writeInOrder(prometheus.url, rawSeriesOf(made, lastSample, { buckets: true }));
  road = await openCountedRoad(prometheus.url);
  const settings = ["--prometheus", road.url, "--no-cluster", "--port", "0", "--refresh-seconds", "60"];
  fyr = spawn(process.execPath, [main, ...settings], { stdio: ["ignore", "pipe", "pipe"] });
  url = await fyrAddress(fyr);
  await until("the look at start is over", 60, async () => {
    await pause(2_000);
    const asked = road.taken();
    askedAtStart.push(...asked);
    return asked.length === 0;
  });
});
afterAll(async () => {
  const ended = once(fyr, "exit");
  fyr.kill("SIGTERM");
  await ended;
  road.end();
  await prometheus.stop();
});

async function get<Answer>(path: string, query: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${url}/api/${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Answer;
}

/** Its version and configuration are no questions about samples. */
const isQuery = (asked: string) => asked.startsWith("/api/v1/query");
const instant = (seconds: number) => new Date(seconds * 1000).toISOString();

/** What the Investigate page asks for when it opens, at once, as its parts do; the picture around it aside. */
async function open(at?: number) {
  const moment = at === undefined ? {} : { at: instant(at) };
  const investigating = get<Investigation>("investigation", moment);
  const { historyFrom } = await get<Capabilities>("capabilities");
  const to = at === undefined ? {} : { to: instant(Math.min(at + 600, started)) };
  const from = instant((at ?? started) - 3600);
  const [investigation, series, timeline] = await Promise.all([
    investigating,
    get<Series>("series", { from, ...to, stepSeconds: "30" }),
    get<Timeline>("timeline", { from, ...to }),
  ]);
  return { investigation, series, timeline, historyFrom, asked: road.taken().filter(isQuery) };
}

it("has looked at rates and durations before anybody comes: whoever is first waits for what takes long once", () => {
  for (const metric of ["istio_requests_total", "istio_request_duration_milliseconds_bucket"]) {
    expect(askedAtStart.some((asked) => asked.includes(`rate(${metric}`))).toBe(true);
  }
});

it("opening Investigate asks at most twelve questions, the first time as well as later and for the past", async () => {
  // What Fyr finds out of any Prometheus as soon as somebody opens a page.
  await get<Capabilities>("capabilities");
  road.taken();
  for (const at of [undefined, started - 180]) {
    const { investigation, asked } = await open(at);
    expect(investigation.findings[0]?.now.p99Ms).toBeGreaterThan(0);
    expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(most);
  }
});
