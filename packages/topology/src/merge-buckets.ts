import type { Bucket } from "./samples.ts";

/**
 * Adds cumulative histograms. Proxies may be configured with different bounds: the sum has all of them, and between two
 * of its own bounds a histogram rises evenly, as quantiles take it to. Beyond its highest finite bound nothing is known
 * but the whole: all have the bound at infinity, or the sum has none. Each histogram must rise by `le`.
 */
export function mergeBuckets(histograms: readonly (readonly Bucket[])[]): readonly Bucket[] {
  const known = histograms.filter((buckets) => buckets.length > 0);
  const first = known[0];
  if (first === undefined) return [];
  if (known.length === 1) return first;
  return known.every((other) => sameBounds(first, other)) ? addRows(first, known) : addSpread(known);
}

function sameBounds(a: readonly Bucket[], b: readonly Bucket[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i]?.le !== b[i]?.le) return false;
  return true;
}

function addRows(first: readonly Bucket[], all: readonly (readonly Bucket[])[]): Bucket[] {
  return first.map(({ le }, index) => {
    let perSecond = 0;
    for (const buckets of all) perSecond += buckets[index]?.perSecond ?? 0;
    return { le, perSecond };
  });
}

function addSpread(histograms: readonly (readonly Bucket[])[]): Bucket[] {
  const finite = histograms.flatMap((buckets) => buckets.map(({ le }) => le).filter(Number.isFinite));
  const bounds = [...new Set(finite)].sort((a, b) => a - b);
  const isWhole = histograms.every((buckets) => buckets.at(-1)?.le === Number.POSITIVE_INFINITY);
  if (isWhole) bounds.push(Number.POSITIVE_INFINITY);
  const sums = bounds.map(() => 0);
  for (const buckets of histograms) {
    countsAt(buckets, bounds).forEach((count, at) => {
      sums[at] = (sums[at] ?? 0) + count;
    });
  }
  return bounds.map((le, at) => ({ le, perSecond: sums[at] ?? 0 }));
}

/** How much of a histogram lies at or below each bound; both rise. */
function countsAt(buckets: readonly Bucket[], bounds: readonly number[]): number[] {
  let at = 0;
  return bounds.map((bound) => {
    while (at < buckets.length && (buckets[at]?.le ?? 0) < bound) at += 1;
    const below = buckets[at - 1];
    const above = buckets[at];
    const base = below?.perSecond ?? 0;
    if (above === undefined || (above.le > bound && !Number.isFinite(above.le))) return base;
    const from = below?.le ?? Math.min(0, above.le);
    const share = above.le === from ? 1 : (bound - from) / (above.le - from);
    return above.le === bound ? above.perSecond : base + (above.perSecond - base) * share;
  });
}
