import { almostEqual, type Histogram, type LatencySample, sameList } from "@fyr/topology";

/**
 * Puts for the samples that have not moved the very same as `before`, so that nothing made of them is made again; both by
 * their ids. Rates of the same scrapes as of two moments may differ by float addition.
 */
export function asBefore(
  samples: Map<string, LatencySample>,
  before: ReadonlyMap<string, LatencySample>,
): ReadonlyMap<string, LatencySample> {
  for (const [id, sample] of samples) {
    const old = before.get(id);
    if (old !== undefined && isSame(old, sample)) samples.set(id, old);
  }
  return samples;
}

/** Of the same id. */
function isSame(a: LatencySample, b: LatencySample): boolean {
  return (
    a.source === b.source &&
    a.destination === b.destination &&
    isSameNumber(a.sumMsPerSecond, b.sumMsPerSecond) &&
    isSameNumber(a.countPerSecond, b.countPerSecond) &&
    isSameHistogram(a.histogram, b.histogram)
  );
}

function isSameNumber(a: number | undefined, b: number | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && almostEqual(a, b));
}

function isSameHistogram(a: Histogram | undefined, b: Histogram | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (!sameList(a.bounds, b.bounds)) return false;
  for (let at = 0; at < a.perSecond.length; at++) if (!isSameNumber(a.perSecond[at], b.perSecond[at])) return false;
  return true;
}
