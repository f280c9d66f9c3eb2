import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { histogramQuantile, monotonicCounts } from "./quantile.ts";
import type { Histogram } from "./samples.ts";
import { histogram } from "./testing/made-up.ts";

const infinity = Number.POSITIVE_INFINITY;

describe("histogramQuantile", () => {
  it.each([
    { what: "interpolates within a bucket", counts: { 10: 50, 20: 100 }, all: 100, q: 0.75, is: 15 },
    { what: "starts the first bucket at nothing", counts: { 10: 100 }, all: 100, q: 0.5, is: 5 },
    { what: "stays at the highest finite bound", counts: { 10: 50, 20: 60 }, all: 100, q: 0.99, is: 20 },
    {
      what: "takes a first bound that is not above nothing as it is",
      counts: { 0: 60, 10: 100 },
      all: 100,
      q: 0.5,
      is: 0,
    },
    {
      what: "lifts a bucket that dips below the one before",
      counts: { 10: 50, 20: 40, 30: 100 },
      all: 100,
      q: 0.75,
      is: 25,
    },
    { what: "knows nothing without observations", counts: { 10: 0 }, all: 0, q: 0.5, is: undefined },
    { what: "knows nothing from one bucket", counts: {}, all: 10, q: 0.5, is: undefined },
  ])("$what", ({ counts, all, q, is }) => {
    expect(histogramQuantile(q, histogram(counts, all))).toBe(is);
  });

  it("knows nothing without a bucket at infinity", () => {
    expect(histogramQuantile(0.5, { bounds: [1, 2], perSecond: [1, 2] })).toBeUndefined();
  });

  it.each([-0.1, 1.1, Number.NaN])("knows no %s-quantile", (q) => {
    expect(histogramQuantile(q, histogram({ 10: 1 }, 1))).toBeUndefined();
  });

  it("agrees with a plain walk over the observations' buckets", () => {
    const anyCounts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(anyCounts, fc.double({ min: 0, max: 1, noNaN: true }), (counts, q) => {
        expect(histogramQuantile(q, cumulative(counts))).toEqual(plainQuantile(q, counts));
      }),
    );
  });
});

describe("monotonicCounts", () => {
  it("takes differences of float addition for equal", () => {
    const counts = monotonicCounts(histogram({ 1: 0.1 + 0.2, 2: 0.3 }, 0.300_000_000_000_000_1));
    expect(new Set(counts).size).toBe(1);
  });
});

function cumulative(counts: readonly number[]): Histogram {
  let sum = 0;
  const perSecond = counts.map((count) => {
    sum += count;
    return sum;
  });
  return { bounds: counts.map((_, at) => (at === counts.length - 1 ? infinity : (at + 1) * 10)), perSecond };
}

/** Bounds 10, 20, 30 …, infinity; `counts` are what each bucket alone holds. */
function plainQuantile(q: number, counts: readonly number[]): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return undefined;
  const rank = q * all;
  let below = 0;
  for (const [at, count] of counts.slice(0, -1).entries()) {
    if (below + count >= rank) return at * 10 + 10 * ((rank - below) / count);
    below += count;
  }
  return (counts.length - 1) * 10;
}
