import type { Histogram } from "@fyr/topology";
import type { NativeHistogram } from "../answers.ts";

/**
 * A native histogram as one of bounds: how much lies at or below each end of its buckets, all of it at infinity. What
 * lies between is spread evenly, as the widest bucket of a native histogram is a few percent wide.
 */
export function boundedHistogram({ buckets, count }: NativeHistogram): Histogram {
  const bounds: number[] = [];
  const perSecond: number[] = [];
  const add = (bound: number, below: number) => {
    bounds.push(bound);
    perSecond.push(below);
  };
  let below = 0;
  for (const bucket of buckets) {
    const last = bounds.at(-1);
    if (bucket.above > 0 && (last === undefined || last < bucket.above)) add(bucket.above, below);
    below += bucket.count;
    add(bucket.upTo, below);
  }
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY) add(Number.POSITIVE_INFINITY, count);
  return { bounds, perSecond };
}
