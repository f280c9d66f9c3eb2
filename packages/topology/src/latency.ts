import type { Quantiles } from "@fyr/contract";
import { mergeHistograms } from "./merge-histograms.ts";
import { histogramQuantile, monotonicCounts } from "./quantile.ts";
import type { Histogram, LatencySample } from "./samples.ts";
import { withOne } from "./with-one.ts";

/** Histograms and sums gathered for one edge, or one side of a node. */
export interface DurationTally {
  histograms: readonly Histogram[];
  sumMs: number;
  count: number;
}

export function createDurationTally(): DurationTally {
  return { histograms: [], sumMs: 0, count: 0 };
}

export function addDurations(tally: DurationTally, { histogram, sumMsPerSecond, countPerSecond }: LatencySample): void {
  if (histogram !== undefined) tally.histograms = withOne(tally.histograms, histogram);
  tally.sumMs += sumMsPerSecond ?? 0;
  tally.count += countPerSecond ?? 0;
}

/** All of several. */
export function durationsTogether(tallies: readonly DurationTally[]): DurationTally {
  const histograms: Histogram[] = [];
  const together: DurationTally = { histograms, sumMs: 0, count: 0 };
  for (const tally of tallies) {
    for (const histogram of tally.histograms) histograms.push(histogram);
    together.sumMs += tally.sumMs;
    together.count += tally.count;
  }
  return together;
}

/** What is added up here is forgotten at once: a list for each of thousands would only be collected again. */
const room: number[] = [];

/** In ms, not rounded. Undefined when there is nothing to take quantiles from, or nothing was observed. */
export function quantilesOf(tally: DurationTally): Quantiles | undefined {
  const merged = mergeHistograms(tally.histograms, room);
  if (merged === undefined) return undefined;
  const counts = monotonicCounts(merged, room);
  const p50 = histogramQuantile(0.5, merged, counts);
  const p95 = histogramQuantile(0.95, merged, counts);
  const p99 = histogramQuantile(0.99, merged, counts);
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return tally.count > 0 ? { p50, p95, p99, mean: tally.sumMs / tally.count } : { p50, p95, p99 };
}
