import { expect, it } from "vitest";
import { createHistogramReader } from "./histogram-columns.ts";

const none = Number.NaN;
const infinite = Number.POSITIVE_INFINITY;

it("puts bounds in order, and shares them between rows that have the same", () => {
  const read = createHistogramReader(["+Inf", "10", "5"]);
  const [first, second, third] = [read([4, 3, 1]), read([5, 4, 2]), read([4, none, 1])];
  expect(first).toEqual({ bounds: [5, 10, infinite], perSecond: [1, 3, 4] });
  expect(second?.bounds).toBe(first?.bounds);
  expect(third).toEqual({ bounds: [5, infinite], perSecond: [1, 4] });
  expect(read([9, none, 8])?.bounds).toBe(third?.bounds);
});

it("adds up what is written in two ways", () => {
  const read = createHistogramReader(["1", "1.0", "+Inf", "Inf"]);
  expect(read([1, 2, 3, 4])).toEqual({ bounds: [1, infinite], perSecond: [3, 7] });
  expect(read([1, none, 3, none])).toEqual({ bounds: [1, infinite], perSecond: [1, 3] });
});

it("reads no histogram where a row has no bound, or none that is a number", () => {
  expect(createHistogramReader(["", "many"])([1, 2])).toBeUndefined();
  expect(createHistogramReader(["5"])([none])).toBeUndefined();
});
