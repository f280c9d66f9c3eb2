import type { TelemetryMoment } from "@fyr/prometheus";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../../testing/fake-telemetry.ts";
import { observe, watch } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const start = Date.parse("2026-11-20T03:00:00Z") / 1000;
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

let observer: Observer;
/** Unix seconds of the last sample before the halt, and of the first one after it. */
let halt: number;
let resume: number;
let meanRate: number;
let moments: TelemetryMoment[];

beforeEach(() => {
  vi.useFakeTimers({ now: start * 1000 });
  [halt, resume, meanRate, moments] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 10, []];
  observer = observe(
    fakeTelemetry({
      traffic: async (moment) => {
        moments.push(moment);
        const { at, windowSeconds } = moment;
        const missing = Math.max(0, Math.min(at, resume) - Math.max(halt, at - windowSeconds));
        const share = 1 - missing / windowSeconds;
        return { samples: share > 0 && meanRate > 0 ? traffic(meanRate * share) : [], warnings: [] };
      },
      newestSample: async (at) => {
        const newest = Math.floor(at / 5) * 5;
        if (newest <= halt) return { at: newest, spacingSeconds: 5 };
        return newest < resume ? { at: halt, spacingSeconds: 5 } : { at: newest, spacingSeconds: 5, resumedAt: resume };
      },
    }),
  );
});
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

const rate = () => observer.current()?.edges[0]?.requestsPerSecond;
const prometheus = () => observer.current()?.sources[0];

it("keeps the picture of the last samples, and says that the metrics have stopped arriving", async () => {
  watch(observer);
  await seconds(7);
  halt = start + 10;
  await seconds(43);
  expect(rate()).toBe(10);
  expect(Date.parse(observer.current()?.at ?? "") / 1000).toBe(halt);
  expect(prometheus()).toEqual({
    name: "prometheus",
    status: "stale",
    message: "The mesh's metrics have stopped arriving: newest sample 40 s old.",
    ageSeconds: 40,
  });
});

it("asks for no rates while nothing arrives, and tells viewers how the age grows", async () => {
  const { events } = watch(observer);
  await seconds(7);
  halt = start + 10;
  await seconds(60);
  const before = moments.length;
  await seconds(250);
  expect(moments).toHaveLength(before);
  expect(events.at(-1)).toMatchObject({ event: "stale" });
  expect(prometheus()?.message).toContain("newest sample 5 min old");
});

it("recovers by itself, and says while samples from before are missing that rates may be too low", async () => {
  watch(observer);
  await seconds(7);
  halt = start + 10;
  resume = start + 200;
  await seconds(190);
  expect(prometheus()?.status).toBe("stale");
  await seconds(15);
  expect(prometheus()?.status).toBe("ok");
  expect(observer.current()?.edges).toHaveLength(1);
  expect(observer.current()?.warnings.join()).toContain("rates may be too low until 2026-11-20T03:04:20.000Z");
  await seconds(60);
  expect(observer.current()?.warnings).toEqual([]);
  expect(rate()).toBe(10);
});

it("shows the picture of the last samples to whoever comes when they have long ended", async () => {
  halt = start - 900;
  const { events } = watch(observer);
  await seconds(0.1);
  expect(events[0]).toMatchObject({
    event: "snapshot",
    data: { at: new Date(halt * 1000).toISOString(), sources: [{ status: "stale", ageSeconds: 900 }, {}] },
  });
  expect(rate()).toBe(10);
});

it("notices that metrics stopped while nobody watched", async () => {
  const { leave } = watch(observer);
  await seconds(7);
  leave();
  halt = start + 400;
  await seconds(600);
  const { events } = watch(observer);
  await seconds(0.1);
  expect(events[0]).toMatchObject({ event: "snapshot", data: { sources: [{ status: "stale" }, {}] } });
  expect(Date.parse(observer.current()?.at ?? "") / 1000).toBe(halt);
});

it("does not mind one missed sample", async () => {
  watch(observer);
  await seconds(7);
  halt = start + 10;
  resume = start + 20;
  for (let i = 0; i < 60; i++) {
    await seconds(0.5);
    expect(prometheus()?.status).toBe("ok");
  }
});

it("calls a mesh without traffic fresh", async () => {
  meanRate = 0;
  watch(observer);
  await seconds(120);
  expect(observer.current()?.edges).toEqual([]);
  expect(prometheus()).toMatchObject({ status: "ok" });
});

it("lets the past have gaps", async () => {
  halt = start - 300;
  const past = await observer.at({ at: start - 120 }, new AbortController().signal);
  expect(past.edges).toEqual([]);
  expect(past.sources[0]?.status).toBe("ok");
});
