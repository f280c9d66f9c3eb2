import { expect, it } from "vitest";
import { mergeBuckets } from "./merge-buckets.ts";
import { histogram } from "./testing/made-up.ts";

it("adds histograms bound by bound", () => {
  expect(mergeBuckets([histogram({ 5: 1, 10: 2 }, 3), histogram({ 5: 10, 10: 20 }, 30)])).toEqual(
    histogram({ 5: 11, 10: 22 }, 33),
  );
});

it("keeps only the bounds all have when proxies are configured apart", () => {
  expect(mergeBuckets([histogram({ 5: 1, 10: 2 }, 3), histogram({ 10: 20, 25: 25 }, 30)])).toEqual(
    histogram({ 10: 22 }, 33),
  );
});

it("passes over histograms without buckets", () => {
  expect(mergeBuckets([[], histogram({ 5: 1 }, 2), []])).toEqual(histogram({ 5: 1 }, 2));
  expect(mergeBuckets([])).toEqual([]);
});
