import type { Bucket } from "./samples.ts";

/**
 * Adds cumulative histograms. Proxies may be configured with different bounds; a bound only some of them have would
 * count those alone, so only bounds common to all are kept. All have the one at infinity, or nothing is kept of it.
 * Each histogram must rise by `le`.
 */
export function mergeBuckets(histograms: readonly (readonly Bucket[])[]): readonly Bucket[] {
  const [first, ...rest] = histograms.filter((buckets) => buckets.length > 0);
  if (first === undefined) return [];
  if (rest.length === 0) return first;
  return rest.every((other) => sameBounds(first, other)) ? addRows(first, rest) : addCommon(first, rest);
}

function sameBounds(a: readonly Bucket[], b: readonly Bucket[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i]?.le !== b[i]?.le) return false;
  return true;
}

function addRows(first: readonly Bucket[], rest: readonly (readonly Bucket[])[]): Bucket[] {
  return first.map(({ le, perSecond }, index) => {
    let sum = perSecond;
    for (const other of rest) sum += other[index]?.perSecond ?? 0;
    return { le, perSecond: sum };
  });
}

function addCommon(first: readonly Bucket[], rest: readonly (readonly Bucket[])[]): Bucket[] {
  const others = rest.map((buckets) => new Map(buckets.map(({ le, perSecond }) => [le, perSecond])));
  return first
    .filter(({ le }) => others.every((other) => other.has(le)))
    .map(({ le, perSecond }) => ({
      le,
      perSecond: others.reduce((sum, other) => sum + (other.get(le) ?? 0), perSecond),
    }));
}
