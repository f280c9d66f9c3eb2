import { expect, it } from "vitest";
import { bucketsOf } from "./heatmap.ts";

const infinity = Number.POSITIVE_INFINITY;

it("keeps a gap where nothing was measured, and what one step has no bound for in the bucket that holds it", () => {
  const both = { bounds: [10, 100, infinity], perSecond: [4, 6, 7] };
  const coarse = { bounds: [100, infinity], perSecond: [5, 5] };
  expect(bucketsOf([both, undefined, coarse])).toEqual({
    boundsMs: [10, 100],
    perSecond: [
      [4, null, 0.5],
      [2, null, 4.5],
      [1, null, 0],
    ],
  });
});

it("puts the hundreds of bounds of native histograms into Envoy's, without losing a request", () => {
  const bounds = Array.from({ length: 300 }, (_, place) => 1.05 ** place);
  const native = { bounds: [...bounds, infinity], perSecond: [...bounds.map((_, place) => place + 1), 301] };
  const { boundsMs, perSecond } = bucketsOf([native]);
  expect(boundsMs.length).toBeLessThan(32);
  expect(perSecond).toHaveLength(boundsMs.length + 1);
  expect(perSecond.reduce((sum, [value]) => sum + (value ?? 0), 0)).toBeCloseTo(301, 6);
});
