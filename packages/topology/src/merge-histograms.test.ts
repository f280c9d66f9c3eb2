import { expect, it } from "vitest";
import { mergeHistograms } from "./merge-histograms.ts";
import { histogram } from "./testing/made-up.ts";

it("adds histograms bound by bound", () => {
  expect(mergeHistograms([histogram({ 5: 1, 10: 2 }, 3), histogram({ 5: 10, 10: 20 }, 30)])).toEqual(
    histogram({ 5: 11, 10: 22 }, 33),
  );
});

it("has the bounds of all where proxies are configured apart, each rising evenly between its own", () => {
  expect(mergeHistograms([histogram({ 5: 1, 10: 3 }, 4), histogram({ 10: 20, 20: 30, 40: 40 }, 41)])).toEqual(
    histogram({ 5: 1 + 10, 10: 3 + 20, 20: 3 + 30, 40: 3 + 40 }, 45),
  );
});

it("knows nothing of what lies beyond all bounds unless every histogram counts it", () => {
  const open = histogram({ 5: 1 }, 2);
  const closed = { bounds: [5, 10], perSecond: [1, 2] };
  expect(mergeHistograms([open, closed])).toEqual({ bounds: [5, 10], perSecond: [2, 3] });
});

it("is nothing where there is none", () => {
  expect(mergeHistograms([])).toBeUndefined();
});
