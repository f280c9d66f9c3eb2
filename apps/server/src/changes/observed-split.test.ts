import { expect, it } from "vitest";
import { judgeSplit, observedSplit } from "./observed-split.ts";

const weights = (...values: number[]) =>
  values.map((weight, place) => ({ host: "payment", subset: `v${place + 1}`, weight }));

it.each([
  { name: "all gone over", before: [95, 5], after: [100, 0], counts: [300, 0], verdict: "followed" },
  { name: "a header rule still sends a few", before: [95, 5], after: [100, 0], counts: [995, 5], verdict: "followed" },
  { name: "nothing moved", before: [95, 5], after: [100, 0], counts: [950, 50], verdict: "unmoved" },
  { name: "half way", before: [95, 5], after: [50, 50], counts: [700, 300], verdict: "differs" },
  { name: "as expected within chance", before: [95, 5], after: [50, 50], counts: [52, 48], verdict: "followed" },
  { name: "hardly any requests", before: [95, 5], after: [0, 100], counts: [0, 29], verdict: "too-few-requests" },
  { name: "none at all", before: [95, 5], after: [0, 100], counts: [0, 0], verdict: "too-few-requests" },
  // 96 of 100 could be either: it takes thousands of requests to see one point.
  { name: "a small move, few requests", before: [96, 4], after: [97, 3], counts: [97, 3], verdict: "too-few-requests" },
  {
    name: "a small move that did not happen",
    before: [96, 4],
    after: [97, 3],
    counts: [9600, 400],
    verdict: "unmoved",
  },
  { name: "a small move, many requests", before: [96, 4], after: [97, 3], counts: [9700, 300], verdict: "followed" },
  { name: "three destinations", before: [100, 0, 0], after: [80, 10, 10], counts: [81, 9, 10], verdict: "followed" },
])("says $verdict when $name", ({ before, after, counts, verdict }) => {
  expect(judgeSplit(weights(...before), weights(...after), counts)).toBe(verdict);
});

it("tells shares beside what is expected", () => {
  expect(observedSplit(weights(3, 1), [60, 40])).toEqual({
    requests: 100,
    shares: [
      { host: "payment", subset: "v1", expected: 0.75, observed: 0.6 },
      { host: "payment", subset: "v2", expected: 0.25, observed: 0.4 },
    ],
  });
});
