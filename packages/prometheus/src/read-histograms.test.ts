import { expect, it } from "vitest";
import { readHistogramMatrix, readHistograms } from "./read-histograms.ts";

const histogram = {
  count: "3",
  sum: "12.5",
  buckets: [
    [0, "1", "2", "1"],
    [0, "4", "+Inf", "2"],
  ],
};
const read = {
  count: 3,
  sum: 12.5,
  buckets: [
    { above: 1, upTo: 2, count: 1 },
    { above: 4, upTo: Number.POSITIVE_INFINITY, count: 2 },
  ],
};
const metric = { reporter: "source" };

it("reads native histograms and leaves out rows that are numbers", () => {
  const result = [
    { metric, histogram: [5, histogram] },
    { metric, value: [5, "1"] },
  ];
  expect(readHistograms("p", { resultType: "vector", result })).toEqual([{ metric, histogram: read }]);
});

it("reads them at every step", () => {
  const result = [
    {
      metric,
      histograms: [
        [5, histogram],
        [20, { count: "0", sum: "0" }],
      ],
    },
    { metric, values: [] },
  ];
  expect(readHistogramMatrix("p", { resultType: "matrix", result })).toEqual([
    {
      metric,
      histograms: [
        [5, read],
        [20, { count: 0, sum: 0, buckets: [] }],
      ],
    },
  ]);
});

it.each([
  { what: "no pair", pair: 5 },
  { what: "no histogram", pair: [5, "1"] },
  { what: "a count that is no number", pair: [5, { ...histogram, count: "many" }] },
  { what: "buckets that are no list", pair: [5, { ...histogram, buckets: {} }] },
  { what: "a bucket that is no list", pair: [5, { ...histogram, buckets: ["1"] }] },
  { what: "a bucket without an end", pair: [5, { ...histogram, buckets: [[0, "1"]] }] },
])("refuses $what as nonsense", ({ pair }) => {
  const data = { resultType: "vector", result: [{ metric, histogram: pair }] };
  expect(() => readHistograms("p", data)).toThrow("nonsense");
});
