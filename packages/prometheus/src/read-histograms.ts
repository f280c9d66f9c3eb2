import type { HistogramMatrixRow, HistogramRow, NativeHistogram } from "./answers.ts";
import { isObject } from "./is-object.ts";
import { nonsense } from "./read-body.ts";
import { metricOf, numberOf, resultOf } from "./read-rows.ts";

/** The rows of an instant vector that are native histograms. */
export function readHistograms(host: string, data: unknown): HistogramRow[] {
  return resultOf(host, data, "vector").flatMap((row) => {
    const metric = metricOf(host, row);
    const pair = row["histogram"];
    if (metric === undefined || pair === undefined) return [];
    return [{ metric, histogram: sampleOf(host, pair)[1] }];
  });
}

export function readHistogramMatrix(host: string, data: unknown): HistogramMatrixRow[] {
  return resultOf(host, data, "matrix").flatMap((row) => {
    const metric = metricOf(host, row);
    const pairs = row["histograms"];
    if (metric === undefined || !Array.isArray(pairs)) return [];
    return [{ metric, histograms: pairs.map((pair: unknown) => sampleOf(host, pair)) }];
  });
}

/** `[unix seconds, histogram]`. */
function sampleOf(host: string, pair: unknown): readonly [number, NativeHistogram] {
  if (!Array.isArray(pair) || typeof pair[0] !== "number" || !isObject(pair[1])) {
    throw nonsense(host, "a histogram that is none");
  }
  return [pair[0], histogramOf(host, pair[1])];
}

/** Numbers are texts; a bucket is `[which ends belong to it, low, high, count]`. */
function histogramOf(host: string, { count, sum, buckets = [] }: Readonly<Record<string, unknown>>): NativeHistogram {
  if (!Array.isArray(buckets)) throw nonsense(host, "a histogram without buckets");
  const number = (text: unknown) => {
    const value = typeof text === "string" ? numberOf(text) : Number.NaN;
    if (Number.isNaN(value)) throw nonsense(host, "a histogram with something that is no number");
    return value;
  };
  return {
    count: number(count),
    sum: number(sum),
    buckets: buckets.map((bucket: unknown) => {
      if (!Array.isArray(bucket)) throw nonsense(host, "a histogram with a bucket that is none");
      return { above: number(bucket[1]), upTo: number(bucket[2]), count: number(bucket[3]) };
    }),
  };
}
