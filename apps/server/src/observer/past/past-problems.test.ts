import type { Topology } from "@fyr/contract";
import type { SeriesRange } from "@fyr/prometheus";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../../testing/fake-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";
import type { LookingTelemetry } from "../source/telemetry.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const now = start / 1000;
const began = now - 1800;
const ended = now - 900;
const nobody = new AbortController().signal;

let observer: Observer;
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

/** One edge that fails from `began` to `ended`. */
function failing(parts: Partial<LookingTelemetry> = {}, hangs = () => false) {
  const share = (at: number) => (at >= began && at < ended ? 0.1 : 0);
  const line = ({ from, to, stepSeconds }: SeriesRange) => {
    const times = Array.from({ length: Math.floor((to - from) / stepSeconds) + 1 }, (_, i) => from + i * stepSeconds);
    return { times, errorRatio: times.map(share) };
  };
  const telemetry = fakeTelemetry({
    traffic: async ({ at, windowSeconds }) => ({
      samples: windowSeconds === 1800 ? traffic(30, 0.001) : traffic(20, share(at)),
      warnings: [],
    }),
    edgeLines: (edges, _wanted, range) =>
      hangs() ? new Promise(() => {}) : Promise.resolve(edges.map(() => line(range))),
    ...parts,
  });
  observer = observe(telemetry);
  return telemetry;
}

const problemAt = async (at: number, query = {}): Promise<Topology["problems"][number] | undefined> =>
  (await observer.at({ at, ...query }, nobody)).problems.find(({ kind }) => kind === "server-errors");

it("says of a problem of the past since when it had been there, and nothing of what came after", async () => {
  failing();
  expect(await problemAt(began - 60)).toBeUndefined();
  expect((await problemAt(ended - 10))?.since).toBe(new Date(began * 1000).toISOString());
});

it("says which series a moment was read from, and what recording rules would have saved", async () => {
  failing({
    traffic: async () => ({ samples: traffic(20, 0), warnings: [], source: "raw" }),
    latencies: async () => ({ samples: [], warnings: [], seriesPerRow: 4.6 }),
  });
  expect(await observer.at({ at: ended - 10 }, nobody)).toMatchObject({ source: "raw", seriesPerRow: 5 });
});

it("says how it was in the hour before that moment", async () => {
  failing();
  expect((await problemAt(ended - 10))?.usual).toMatchObject({ requestsPerSecond: 30, errorRatio: 0.001 });
});

it("says of trouble older than an hour how it was before it began", async () => {
  const hours = (count: number) => now - count * 3600;
  failing({
    traffic: async ({ at, windowSeconds }) => ({
      samples: at > hours(3) ? traffic(windowSeconds === 1800 ? 30 : 20, 0.1) : traffic(40, 0.002),
      warnings: [],
    }),
  });
  expect((await problemAt(ended - 10))?.usual).toMatchObject({ requestsPerSecond: 40, errorRatio: 0.002 });
});

it("says the same in every cut of a moment, from one look back", async () => {
  const telemetry = failing();
  const whole = await problemAt(ended - 10);
  expect(await problemAt(ended - 10, { namespaces: ["shop"] })).toMatchObject({ since: whole?.since });
  await problemAt(ended - 10);
  expect(telemetry.calls.filter((call) => call === "edgeLines")).toHaveLength(2);
  expect(telemetry.calls).not.toContain("series");
});

it("waits for a look back no longer than a few seconds, says at least, and looks again next time", async () => {
  let hangs = true;
  failing({}, () => hangs);
  const asked = problemAt(ended - 10);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await asked).toMatchObject({ lastingAtLeastSeconds: 0, usual: { requestsPerSecond: 30 } });
  hangs = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await problemAt(ended - 10))?.since).toBeDefined();
});

it("shows a moment whose usual numbers cannot be read, says so, and asks for them again", async () => {
  let refuses = true;
  failing({
    traffic: async ({ windowSeconds }) => {
      if (refuses && windowSeconds === 1800) throw new Error("no");
      return { samples: traffic(20, 0.1), warnings: [] };
    },
  });
  const at = ended - 10;
  const first = await observer.at({ at }, nobody);
  expect(first.edges).toHaveLength(1);
  expect(first.warnings.join()).toMatch(/usually/);
  refuses = false;
  expect((await problemAt(at))?.usual).toBeDefined();
});
