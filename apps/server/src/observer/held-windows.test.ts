import type { Topology } from "@fyr/contract";
import { applyDiff } from "@fyr/topology";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../testing/fake-telemetry.ts";
import { observe as newObserver, watch as watchObserver } from "../testing/observe.ts";
import type { Observer } from "./observer.ts";
import type { LookingTelemetry } from "./source/telemetry.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const nobody = new AbortController().signal;

let observer: Observer;
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

/** Rates that rise with time, and the windows that were asked for. */
function risingMesh(parts: Partial<LookingTelemetry> = {}) {
  const asked: number[] = [];
  const telemetry = fakeTelemetry({
    traffic: async ({ at, windowSeconds }) => {
      if (at * 1000 > start - 1000) asked.push(windowSeconds);
      return { samples: traffic(at - start / 1000), warnings: [], source: "raw" };
    },
    ...parts,
  });
  observer = newObserver(telemetry);
  return { asked, telemetry };
}

it("answers a wide window from what was measured while somebody watched, and asks nothing", async () => {
  const { asked } = risingMesh();
  watchObserver(observer);
  await seconds(400);
  asked.length = 0;
  const picture = await observer.at({ windowSeconds: 300 }, nobody);
  expect(asked).toEqual([]);
  expect(picture).toMatchObject({ source: "held", windowSeconds: 300 });
  const end = Date.parse(picture.at) / 1000 - start / 1000;
  expect(Date.now() - Date.parse(picture.at)).toBeLessThan(65_000);
  // The mean of five windows, each told at its end.
  expect(picture.edges[0]?.requestsPerSecond).toBeCloseTo(end - 120, 0);
  expect(picture.edges[0]?.latencyMs?.p50).toBe(10);
});

it("has one source for a window, whoever asks: the stream, a grain, a namespace", async () => {
  risingMesh();
  watchObserver(observer);
  await seconds(400);
  const wide = watchObserver(observer, { windowSeconds: 300 });
  await seconds(1);
  const [first] = wide.events;
  expect(first?.event === "snapshot" && first.data.source).toBe("held");
  for (const cut of [{}, { grain: "service" as const }, { namespaces: ["shop"] }]) {
    const picture = await observer.at({ windowSeconds: 300, ...cut }, nobody);
    expect(picture).toMatchObject({ source: "held", at: first?.event === "snapshot" ? first.data.at : "" });
  }
});

it("goes on from window to window while only the wide one is watched", async () => {
  const { asked } = risingMesh();
  const narrow = watchObserver(observer);
  await seconds(400);
  const wide = watchObserver(observer, { windowSeconds: 300 });
  await seconds(1);
  narrow.leave();
  await seconds(600);
  const pictures: Topology[] = [];
  for (const event of wide.events) {
    const last = pictures.at(-1);
    if (event.event === "snapshot") pictures.push(event.data);
    else if (event.event === "diff" && last !== undefined) pictures.push(applyDiff(last, event.data));
  }
  expect(new Set(pictures.map(({ source }) => source))).toEqual(new Set(["held"]));
  const moments = [...new Set(pictures.map(({ at }) => Date.parse(at)))];
  expect(moments.length).toBeGreaterThanOrEqual(10);
  expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  expect(new Set(asked)).not.toContain(300);
  expect(wide.names()).not.toContain("stale");
});

it("asks Prometheus where not enough is held yet", async () => {
  const { asked } = risingMesh();
  watchObserver(observer);
  await seconds(100);
  const picture = await observer.at({ windowSeconds: 300 }, nobody);
  expect(picture.source).toBe("raw");
  expect(asked).toContain(300);
});

it("asks for the one window that no look fell on", async () => {
  let isSlow = false;
  const { asked } = risingMesh({
    traffic: async ({ at, windowSeconds }) => {
      asked.push(windowSeconds);
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 8_000));
      return { samples: traffic(at - start / 1000), warnings: [], source: "raw" };
    },
  });
  watchObserver(observer);
  await seconds(100);
  isSlow = true;
  await seconds(300);
  isSlow = false;
  await seconds(20);
  expect((await observer.at({ windowSeconds: 300 }, nobody)).source).toBe("held");
});

it("does not pass off as live what has stopped coming", async () => {
  const stopped = start / 1000 + 420;
  risingMesh({
    newestSample: async (at) => ({ at: Math.min(at, stopped), spacingSeconds: 5 }),
  });
  watchObserver(observer);
  const wide = watchObserver(observer, { windowSeconds: 300 });
  await seconds(400);
  expect(wide.names()).not.toContain("stale");
  await seconds(300);
  expect(wide.names()).toContain("stale");
});

it("has the last hour ready, and asks nothing more when nobody watches", async () => {
  const { telemetry } = risingMesh();
  const { leave } = watchObserver(observer);
  await seconds(3700);
  const wide = watchObserver(observer, { windowSeconds: 3600 });
  const [first] = wide.events;
  expect(first?.event === "snapshot" && first.data).toMatchObject({ source: "held", windowSeconds: 3600 });
  wide.leave();
  leave();
  await seconds(120);
  const before = telemetry.calls.length;
  await seconds(600);
  expect(telemetry.calls).toHaveLength(before);
});
