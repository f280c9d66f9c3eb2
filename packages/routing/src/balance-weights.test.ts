import fc from "fast-check";
import { expect, it } from "vitest";
import { balanceWeights, type LinkedWeight } from "./balance-weights.ts";

const keys = ["v1", "v2", "v3", "v4", "v5"];

function weightsOf(weights: Record<string, number>): LinkedWeight[] {
  return Object.entries(weights).map(([key, weight]) => ({ key, weight }));
}

it.each([
  { was: { v1: 100, v2: 0 }, set: ["v2", 20], locked: [], now: { v1: 80, v2: 20 } },
  { was: { v1: 95, v2: 5 }, set: ["v2", 0], locked: [], now: { v1: 100, v2: 0 } },
  { was: { v1: 60, v2: 20, v3: 20 }, set: ["v1", 0], locked: [], now: { v1: 0, v2: 50, v3: 50 } },
  { was: { v1: 100, v2: 0, v3: 0 }, set: ["v1", 33], locked: [], now: { v1: 33, v2: 34, v3: 33 } },
  { was: { v1: 50, v2: 30, v3: 20 }, set: ["v3", 60], locked: ["v2"], now: { v1: 10, v2: 30, v3: 60 } },
  { was: { v1: 50, v2: 30, v3: 20 }, set: ["v3", 90], locked: ["v2"], now: { v1: 0, v2: 30, v3: 70 } },
  { was: { v1: 95, v2: 5 }, set: ["v2", 50], locked: ["v1"], now: { v1: 95, v2: 5 } },
  { was: { v1: 95, v2: 5 }, set: ["v2", 12.4], locked: [], now: { v1: 88, v2: 12 } },
  { was: { v1: 95, v2: 5 }, set: ["v2", -3], locked: [], now: { v1: 100, v2: 0 } },
] as const)("$was with $set gives $now (locked: $locked)", ({ was, set: [key, value], locked, now }) => {
  expect(balanceWeights(weightsOf(was), key, value, new Set(locked))).toEqual(weightsOf(now));
});

const anySet = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    cuts: fc.array(fc.nat(100), { minLength: size - 1, maxLength: size - 1 }),
    place: fc.nat(size - 1),
    value: fc.double({ min: -50, max: 150, noNaN: true }),
    locked: fc.subarray(keys.slice(0, size)),
  }),
);

it("always leaves whole weights that sum to the total, and locked ones where they are", () => {
  fc.assert(
    fc.property(anySet, ({ cuts, place, value, locked }) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), 100];
      const weights = edges
        .slice(1)
        .map((edge, index) => ({ key: keys[index] ?? "", weight: edge - (edges[index] ?? 0) }));
      const key = keys[place] ?? "";
      const balanced = balanceWeights(weights, key, value, new Set(locked));
      expect(balanced.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
      expect(balanced.every(({ weight }) => Number.isInteger(weight) && weight >= 0)).toBe(true);
      for (const [index, was] of weights.entries()) {
        if (was.key !== key && locked.includes(was.key)) expect(balanced[index]).toEqual(was);
      }
    }),
  );
});
