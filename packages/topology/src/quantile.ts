import type { Histogram } from "./samples.ts";

// promql/quantile.go: differences this small come from float addition, not from observations.
const smallDelta = 1e-12;
const smallestNormal = 2 ** -1022;

/**
 * The φ-quantile of a cumulative histogram, as Prometheus' `histogram_quantile` works it out (promql/quantile.go):
 * linear within a bucket, the highest finite bound when the rank lies beyond it. Undefined without observations, without
 * a bucket at infinity, or with fewer than two buckets. `counts` are its monotonic counts, for who asks for several.
 */
export function histogramQuantile(
  q: number,
  histogram: Histogram,
  counts: readonly number[] = monotonicCounts(histogram),
): number | undefined {
  const { bounds } = histogram;
  const last = bounds.length - 1;
  const observations = counts[last];
  if (last < 1 || bounds[last] !== Number.POSITIVE_INFINITY || !observations || !(q >= 0 && q <= 1)) return undefined;
  const rank = q * observations;
  let at = 0;
  while (at < last && !((counts[at] ?? 0) >= rank)) at += 1;
  if (at === last) return bounds[last - 1];
  const end = bounds[at] ?? 0;
  if (at === 0 && end <= 0) return end;
  const start = at === 0 ? 0 : (bounds[at - 1] ?? 0);
  const below = at === 0 ? 0 : (counts[at - 1] ?? 0);
  return start + (end - start) * ((rank - below) / ((counts[at] ?? 0) - below));
}

/**
 * Counts that never fall from one bucket to the next: small dips are float noise, others a scrape between two writes.
 * `room`: a list for them to be written into, should others be needed; it may be that of the histogram itself.
 */
export function monotonicCounts({ perSecond }: Histogram, room: number[] = []): readonly number[] {
  if (isMonotonic(perSecond)) return perSecond;
  let highest = perSecond[0] ?? 0;
  for (let at = 0; at < perSecond.length; at++) {
    const count = perSecond[at] ?? 0;
    if (count > highest && !almostEqual(highest, count)) highest = count;
    room[at] = highest;
  }
  room.length = perSecond.length;
  return room;
}

/** Each is the one before or clearly more: most are, and need no list of their own. */
function isMonotonic(counts: readonly number[]): boolean {
  for (let at = 1; at < counts.length; at++) {
    const before = counts[at - 1] ?? 0;
    const count = counts[at] ?? 0;
    if (count === before) continue;
    if (!(count > before) || (count - before < clearly * count && almostEqual(before, count))) return false;
  }
  return true;
}

/** Whatever differs by this share of itself is not almost equal. */
const clearly = 1e-6;

/** Sums of the same numbers, perhaps added up in another order. */
export function almostEqual(a: number, b: number): boolean {
  if (a === b) return true;
  const difference = Math.abs(a - b);
  const sum = Math.abs(a) + Math.abs(b);
  if (a === 0 || b === 0 || sum < smallestNormal) return difference < smallDelta * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < smallDelta;
}
