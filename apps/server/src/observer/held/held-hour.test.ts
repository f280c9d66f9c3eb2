import type { LatencySample, TrafficSample } from "@fyr/topology";
import { describe, expect, it } from "vitest";
import { storefrontToCart, traffic } from "../../testing/fake-telemetry.ts";
import { createHeldHour } from "./held-hour.ts";

const start = 1_800_000_000;
const mostBytes = 1_000_000;

function latency(fast: number, slow: number): LatencySample {
  const all = fast + slow;
  return {
    ...storefrontToCart,
    kind: "latency",
    histogram: { bounds: [10, 100, Number.POSITIVE_INFINITY], perSecond: [fast, all, all] },
    sumMsPerSecond: fast * 5 + slow * 50,
    countPerSecond: all,
  };
}

/** One window after the other, each with these samples. */
function heldOf(windows: readonly (readonly TrafficSample[])[], durations: readonly LatencySample[] = []) {
  const held = createHeldHour(mostBytes);
  for (const [index, samples] of windows.entries()) {
    const at = start + index * 60;
    const [duration] = durations.slice(index);
    held.keep({ at, windowSeconds: 60, samples, latencies: { at, samples: duration === undefined ? [] : [duration] } });
  }
  return { held, at: start + (windows.length - 1) * 60 };
}

const repeated = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

describe("a wide window", () => {
  it("is the mean of the narrow ones that make it up", () => {
    const { held, at } = heldOf([traffic(900), traffic(10), traffic(20), traffic(30, 0.5), traffic(40), traffic(50)]);
    const answer = held.answer(300, at);
    expect(answer?.at).toBe(at);
    expect(answer?.samples).toEqual([
      { ...storefrontToCart, kind: "requests", code: "200", perSecond: (10 + 20 + 15 + 40 + 50) / 5 },
      { ...storefrontToCart, kind: "requests", code: "503", perSecond: 15 / 5 },
    ]);
  });

  it("counts what appeared midway, and what is gone, for as long as it was there", () => {
    const { held, at } = heldOf([[], [], [], traffic(30), traffic(30)]);
    expect(held.answer(300, at)?.samples).toMatchObject([{ perSecond: 12 }]);
    const { held: gone } = heldOf([traffic(30), [], [], [], []]);
    expect(gone.answer(300, at)?.samples).toMatchObject([{ perSecond: 6 }]);
  });

  it("adds buckets up, however little of them there was at times", () => {
    const { held, at } = heldOf(repeated(5, []), [...repeated(4, latency(100, 0)), latency(0, 10)]);
    const [sample] = held.answer(300, at)?.samples ?? [];
    expect(sample).toMatchObject({ kind: "latency", countPerSecond: 82, sumMsPerSecond: 500 });
    expect(sample?.kind === "latency" && sample.histogram?.perSecond).toEqual([80, 82, 82]);
  });

  it("keeps apart what differs in bounds alone", () => {
    const other = {
      ...latency(1, 1),
      histogram: { bounds: [Number.POSITIVE_INFINITY], perSecond: [2] },
    };
    const { held, at } = heldOf(repeated(2, []), [latency(1, 1), other]);
    expect(held.answer(120, at)?.samples).toHaveLength(2);
  });

  it("is the same object until there is a newer one", () => {
    const { held, at } = heldOf(repeated(5, traffic(10)));
    expect(held.answer(300, at)).toBe(held.answer(300, at + 59));
    expect(held.answer(300, at + 60)).toBeDefined();
  });
});

describe("nothing is answered", () => {
  it("for a window of which not all is held, or that is not made of whole ones", () => {
    const { held, at } = heldOf(repeated(4, traffic(10)));
    expect(held.answer(300, at)).toBeUndefined();
    expect(held.answer(150, at)).toBeUndefined();
    expect(held.answer(60, at)).toBeUndefined();
    expect(held.answer(240, at)).toBeDefined();
  });

  it("when a newer window was due and did not come", () => {
    const { held, at } = heldOf(repeated(5, traffic(10)));
    expect(held.answer(300, at + 120)).toBeUndefined();
  });

  it("across a rest", () => {
    const { held, at } = heldOf(repeated(5, traffic(10)));
    held.keep({ at: at + 600, windowSeconds: 60, samples: traffic(10), latencies: { at: at + 600, samples: [] } });
    expect(held.answer(300, at + 600)).toBeUndefined();
  });

  it("while latencies are not known", () => {
    const held = createHeldHour(mostBytes);
    for (let at = start; at < start + 300; at += 60) held.keep({ at, windowSeconds: 60, samples: traffic(10) });
    expect(held.answer(300, start + 240)).toBeUndefined();
  });
});

it("says which windows would go on from what is held", () => {
  const { held, at } = heldOf(repeated(2, traffic(10)));
  expect(held.due(at + 55, 60)).toEqual([]);
  expect(held.due(at + 60, 60)).toEqual([at + 60]);
  expect(held.due(at + 130, 60)).toEqual([at + 60, at + 120]);
  expect(held.due(at + 1000, 60)).toEqual([at + 1000]);
  expect(held.due(at + 5, 30)).toEqual([at + 5]);
});

it("holds an hour, and less where that is too much", () => {
  const { held, at } = heldOf(repeated(70, traffic(10)));
  expect(held.answer(3600, at)).toBeDefined();
  expect(held.bytes()).toBe(60 * 4);
  const small = createHeldHour(10 * 4);
  for (let index = 0; index < 70; index++) {
    const moment = start + index * 60;
    small.keep({ at: moment, windowSeconds: 60, samples: traffic(10), latencies: { at: moment, samples: [] } });
  }
  expect(small.bytes()).toBe(10 * 4);
  expect(small.answer(600, at)).toBeDefined();
  expect(small.answer(900, at)).toBeUndefined();
});

it("does not grow with what is gone", () => {
  const named = (index: number): TrafficSample => ({
    ...storefrontToCart,
    kind: "requests",
    code: "200",
    source: { ...storefrontToCart.source, workload: `w${index}` },
    perSecond: index + 1,
  });
  const held = createHeldHour(100_000_000);
  let at = start;
  for (let index = 0; index < 400; index++, at += 60) {
    const samples = Array.from({ length: 50 }, (_, part) => named(index * 50 + part));
    held.keep({ at, windowSeconds: 60, samples, latencies: { at, samples: [] } });
  }
  // 60 windows hold 50 samples each, and no more than so many others have a place.
  expect(held.bytes()).toBeLessThan(60 * 5000 * 4);
  const last = held.answer(120, at - 60)?.samples ?? [];
  expect(last).toHaveLength(100);
  expect(last.at(-1)).toMatchObject({ source: { workload: "w19999" }, perSecond: 10_000 });
});
