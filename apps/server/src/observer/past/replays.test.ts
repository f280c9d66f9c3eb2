import type { Replay, Topology } from "@fyr/contract";
import { applyDiff } from "@fyr/topology";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../../testing/fake-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const now = start / 1000;
const began = now - 900;
const nobody = new AbortController().signal;

let observer: Observer;
beforeEach(() => vi.useFakeTimers({ now: start, toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

/** One edge that fails from `began` on. */
function failing(parts: Parameters<typeof fakeTelemetry>[0] = {}) {
  const telemetry = fakeTelemetry({
    ...parts,
    traffic: async ({ at }) => ({ samples: traffic(20, at >= began ? 0.1 : 0), warnings: [] }),
  });
  observer = observe(telemetry);
  return telemetry;
}

function framesOf({ snapshot, diffs }: Replay): Topology[] {
  const frames = [snapshot];
  for (const diff of diffs) frames.push(applyDiff(frames.at(-1) ?? snapshot, diff));
  return frames;
}

const onEdge = ({ problems }: Topology) => problems.find(({ kind }) => kind === "server-errors");

it("has frames that are what a look at each moment shows", async () => {
  failing();
  const replay = await observer.replay({ from: began - 60, to: began + 60, stepSeconds: 30 }, nobody);
  const frames = framesOf(replay);
  expect(frames).toHaveLength(5);
  for (const frame of frames) {
    const { edges, nodes, totals, rollups } = await observer.at({ at: Date.parse(frame.at) / 1000 }, nobody);
    expect(frame).toMatchObject({ edges, nodes, totals, rollups });
  }
});

it("says of a problem that begins within since when, to the step", async () => {
  failing();
  const frames = framesOf(await observer.replay({ from: began - 60, to: began + 60, stepSeconds: 30 }, nobody));
  const since = new Date(began * 1000).toISOString();
  expect(frames.map((frame) => onEdge(frame)?.since)).toEqual([undefined, undefined, since, since, since]);
});

it("asks for half an hour once, whoever plays it", async () => {
  const telemetry = failing();
  const span = { from: now - 1800 - 60, to: now - 60 };
  const [one, two] = await Promise.all([observer.replay(span, nobody), observer.replay(span, nobody)]);
  expect(two).toBe(one);
  expect(framesOf(one).length).toBeGreaterThan(90);
  expect(telemetry.calls.filter((call) => call.endsWith("OverRange"))).toHaveLength(2);
  expect(telemetry.calls.length).toBeLessThan(40);
});

it.each([
  { span: { from: now + 600 }, says: /^That moment lies in the future; it is \d\d:\d\d:\d\d UTC now\.$/ },
  { span: { from: now - 60, to: now - 120 }, says: /before to/ },
  { span: { from: now - 1800, to: now, stepSeconds: 5 }, says: /at most 120 frames.*16 s or more/ },
])("refuses $span", async ({ span, says }) => {
  failing();
  await expect(observer.replay(span, nobody)).rejects.toThrow(says);
});

it("plays the rates where latencies cannot be read, says so, and reads them next time", async () => {
  let refuses = true;
  const { latenciesOverRange } = fakeTelemetry();
  failing({
    latenciesOverRange: (...asked) => (refuses ? Promise.reject(new Error("no")) : latenciesOverRange(...asked)),
  });
  const span = { from: began - 60, to: began + 60 };
  const without = await observer.replay(span, nobody);
  expect(without.snapshot.edges[0]?.latencyMs).toBeUndefined();
  expect(without.snapshot.warnings.join()).toMatch(/Latencies could not be read/);
  refuses = false;
  expect((await observer.replay(span, nobody)).snapshot.edges[0]?.latencyMs).toBeDefined();
});
