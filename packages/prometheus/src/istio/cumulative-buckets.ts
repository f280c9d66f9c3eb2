import type { Bucket } from "@fyr/topology";
import type { NativeHistogram } from "../answers.ts";

/**
 * A native histogram as one of bounds: how much lies at or below each end of its buckets, all of it at infinity. What
 * lies between is spread evenly, as the widest bucket of a native histogram is a few percent wide.
 */
export function cumulativeBuckets({ buckets, count }: NativeHistogram): Bucket[] {
  const bounds: Bucket[] = [];
  let below = 0;
  for (const bucket of buckets) {
    const last = bounds.at(-1);
    if (bucket.above > 0 && (last === undefined || last.le < bucket.above))
      bounds.push({ le: bucket.above, perSecond: below });
    below += bucket.count;
    bounds.push({ le: bucket.upTo, perSecond: below });
  }
  if (bounds.at(-1)?.le !== Number.POSITIVE_INFINITY) bounds.push({ le: Number.POSITIVE_INFINITY, perSecond: count });
  return bounds;
}
