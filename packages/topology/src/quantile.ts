import type { Bucket } from "./samples.ts";

// promql/quantile.go: differences this small come from float addition, not from observations.
const smallDelta = 1e-12;
const smallestNormal = 2 ** -1022;

/**
 * The φ-quantile of a cumulative histogram, as Prometheus' `histogram_quantile` works it out (promql/quantile.go):
 * linear within a bucket, the highest finite bound when the rank lies beyond it. `buckets` rise by `le`.
 * Undefined without observations, without a bucket at infinity, or with fewer than two buckets. `counts` are their
 * monotonic counts, for who asks for several quantiles.
 */
export function histogramQuantile(
  q: number,
  buckets: readonly Bucket[],
  counts: readonly number[] = monotonicCounts(buckets),
): number | undefined {
  const last = buckets.length - 1;
  const observations = counts[last];
  if (last < 1 || buckets[last]?.le !== Number.POSITIVE_INFINITY || !observations || !(q >= 0 && q <= 1)) {
    return undefined;
  }
  let rank = q * observations;
  const found = counts.findIndex((count) => count >= rank);
  const at = found === -1 || found >= last ? last : found;
  if (at === last) return buckets[last - 1]?.le;
  const end = buckets[at]?.le ?? 0;
  if (at === 0 && end <= 0) return end;
  const start = at === 0 ? 0 : (buckets[at - 1]?.le ?? 0);
  const below = at === 0 ? 0 : (counts[at - 1] ?? 0);
  rank -= below;
  return start + (end - start) * (rank / ((counts[at] ?? 0) - below));
}

/** Counts that never fall from one bucket to the next: small dips are float noise, others a scrape between two writes. */
export function monotonicCounts(buckets: readonly Bucket[]): number[] {
  let highest = 0;
  return buckets.map(({ perSecond }, index) => {
    if (index === 0) highest = perSecond;
    else if (perSecond > highest && !almostEqual(highest, perSecond)) highest = perSecond;
    return highest;
  });
}

function almostEqual(a: number, b: number): boolean {
  if (a === b) return true;
  const difference = Math.abs(a - b);
  const sum = Math.abs(a) + Math.abs(b);
  if (a === 0 || b === 0 || sum < smallestNormal) return difference < smallDelta * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < smallDelta;
}
