import { call, either, type Matcher, marked, type PromQl, sumBy } from "../promql.ts";
import { type DurationForm, nativeRates } from "./duration-form.ts";
import { metricMark } from "./labels.ts";

/** Marks of their own: what is alike in all labels would else hide what other proxies of the pair write as counters. */
export const nativeMarks = { sum: "native_sum", count: "native_count" } as const;

/**
 * Sums and counts of durations whose proxies write native histograms, which have no series for them. Nothing where none
 * do: not every Prometheus knows the functions.
 */
export function nativeDurations(
  { native }: Pick<DurationForm, "native">,
  by: readonly string[],
  selections: readonly (readonly Matcher[])[],
  windowSeconds: number,
): PromQl[] {
  if (!native) return [];
  const histograms = sumBy(by, either(...selections.map((matchers) => nativeRates(matchers, windowSeconds))));
  return [
    marked(call("histogram_sum", histograms), metricMark, nativeMarks.sum),
    marked(call("histogram_count", histograms), metricMark, nativeMarks.count),
  ];
}
