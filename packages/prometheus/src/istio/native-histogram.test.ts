import { histogramQuantile } from "@fyr/topology";
import { expect, it } from "vitest";
import { boundedHistogram } from "./native-histogram.ts";

const infinite = Number.POSITIVE_INFINITY;

it("adds up what lies below each end, and keeps empty stretches empty", () => {
  const buckets = [
    { above: 1, upTo: 2, count: 3 },
    { above: 8, upTo: 16, count: 1 },
  ];
  expect(boundedHistogram({ count: 4, sum: 20, buckets })).toEqual({
    bounds: [1, 2, 8, 16, infinite],
    perSecond: [0, 3, 3, 4, 4],
  });
});

it("takes what is next to nothing for nothing", () => {
  const bounds = boundedHistogram({ count: 5, sum: 0, buckets: [{ above: -0.001, upTo: 0.001, count: 5 }] });
  expect(histogramQuantile(0.99, bounds)).toBeLessThanOrEqual(0.001);
});

it("has one bound at infinity even where a bucket reaches it", () => {
  const bounds = boundedHistogram({ count: 2, sum: 9, buckets: [{ above: 4, upTo: infinite, count: 2 }] });
  expect(bounds).toEqual({ bounds: [4, infinite], perSecond: [0, 2] });
});
