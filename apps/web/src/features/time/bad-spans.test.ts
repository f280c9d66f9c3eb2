import { expect, it } from "vitest";
import { badSpans } from "./bad-spans.ts";

/** A sample a minute, from minute 0 on. */
const seriesOf = (failingEdges: readonly (number | null)[], first = 0) => ({
  times: failingEdges.map((_, minute) => (first + minute) * 60),
  stepSeconds: 60,
  failingEdges: [...failingEdges],
});
const minutesOf = (spans: ReturnType<typeof badSpans>) => spans.map(({ from, to }) => [from / 60_000, to / 60_000]);

it("marks each stretch in which edges failed, long over or not", () => {
  expect(minutesOf(badSpans(seriesOf([0, 0, 1, 3, 0, 0, null, 2, 2])))).toEqual([
    [1, 3],
    [6, 8],
  ]);
});

it("does not end at a single sample that is well", () => {
  expect(minutesOf(badSpans(seriesOf([1, 0, 1, 0, 0, 1])))).toEqual([
    [-1, 2],
    [4, 5],
  ]);
});

it("marks a stretch alike in every range that holds it", () => {
  const whole = [0, 0, 1, 1, 0, 0, 0];
  expect(badSpans(seriesOf(whole.slice(1), 1))).toEqual(badSpans(seriesOf(whole)));
});

it("marks nothing where nothing failed, or nothing is known", () => {
  expect(badSpans(seriesOf([0, 0, null]))).toEqual([]);
  expect(badSpans(undefined)).toEqual([]);
  expect(badSpans({ times: [0, 60], stepSeconds: 60 })).toEqual([]);
});
