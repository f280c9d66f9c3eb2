import fc from "fast-check";
import { expect, it } from "vitest";
import { shareOf, stableBeside, stepWeights } from "./step-weights.ts";

const v = (subset: string, weight: number) => ({ host: "payment", subset, weight });

it.each([
  { start: [95, 5], percent: 25, now: [75, 25] },
  { start: [60, 30, 10], percent: 50, now: [33, 17, 50] },
  { start: [95, 5], percent: 100, now: [0, 100] },
  { start: [150, 50], percent: 50, now: [100, 100] },
])("moves $start to $percent % for the last", ({ start, percent, now }) => {
  const weights = start.map((weight, place) => v(`v${place}`, weight));
  const moved = stepWeights(weights, { host: "payment", subset: `v${start.length - 1}` }, percent, true);
  expect(moved?.map(({ weight }) => weight)).toEqual(now);
});

it("says when weights cannot hold a share, or nobody is meant", () => {
  expect(stepWeights([v("v1", 1), v("v2", 1)], { host: "payment", subset: "v2" }, 25, true)).toBeUndefined();
  expect(stepWeights([v("v1", 95), v("v2", 5)], { host: "payment", subset: "v3" }, 25, true)).toBeUndefined();
});

it("says any share where any sum will do", () => {
  const moved = stepWeights([v("v1", 1), v("v2", 1)], { host: "payment", subset: "v2" }, 25, false);
  expect(moved?.map(({ weight }) => weight)).toEqual([75, 25]);
});

it("keeps the sum and gives the canary exactly its share", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 100 }), (given, percent) => {
      const start = given.map((weight, place) => v(`v${place}`, weight));
      const canary = { host: "payment", subset: "v0" };
      const moved = stepWeights(start, canary, percent, true);
      if (moved === undefined) return;
      const sum = (all: readonly { weight: number }[]) => all.reduce((total, { weight }) => total + weight, 0);
      expect(sum(moved)).toBe(sum(start) || 100);
      expect(shareOf(moved, canary)).toBeCloseTo(percent / 100, 9);
      expect(moved.every(({ weight }) => weight >= 0)).toBe(true);
    }),
  );
});

it("compares with the other that gets most", () => {
  const weights = [v("v1", 10), v("v2", 80), v("v3", 10)];
  expect(stableBeside(weights, { host: "payment", subset: "v3" })).toEqual({ host: "payment", subset: "v2" });
  expect(stableBeside(weights, { host: "payment", subset: "v2" })).toEqual({ host: "payment", subset: "v1" });
  expect(stableBeside([v("v1", 100)], { host: "payment", subset: "v1" })).toBeUndefined();
});
