import type { Quantiles } from "@fyr/contract";
import { mergeBuckets } from "./merge-buckets.ts";
import { known } from "./optional.ts";
import { histogramQuantile, monotonicCounts } from "./quantile.ts";
import type { Bucket, LatencySample } from "./samples.ts";

/** Histograms and sums gathered for one edge, or one side of a node. */
export interface DurationTally {
  readonly histograms: (readonly Bucket[])[];
  sumMs: number;
  count: number;
}

export function createDurationTally(): DurationTally {
  return { histograms: [], sumMs: 0, count: 0 };
}

export function addDurations(tally: DurationTally, { buckets, sumMsPerSecond, countPerSecond }: LatencySample): void {
  if (buckets.length > 0) tally.histograms.push(buckets);
  tally.sumMs += sumMsPerSecond ?? 0;
  tally.count += countPerSecond ?? 0;
}

/** Adds what another gathered. */
export function addTally(tally: DurationTally, other: DurationTally): void {
  tally.histograms.push(...other.histograms);
  tally.sumMs += other.sumMs;
  tally.count += other.count;
}

/** In ms, not rounded. Undefined when there are no buckets to take quantiles from, or nothing was observed. */
export function quantilesOf(tally: DurationTally): Quantiles | undefined {
  const buckets = mergeBuckets(tally.histograms);
  const counts = monotonicCounts(buckets);
  const p50 = histogramQuantile(0.5, buckets, counts);
  const p95 = histogramQuantile(0.95, buckets, counts);
  const p99 = histogramQuantile(0.99, buckets, counts);
  if (p50 === undefined || p95 === undefined || p99 === undefined) return undefined;
  return { p50, p95, p99, ...known("mean", tally.count > 0 ? tally.sumMs / tally.count : undefined) };
}
