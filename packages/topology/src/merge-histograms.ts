import type { Histogram } from "./samples.ts";

/**
 * Adds cumulative histograms; undefined where there is none. Proxies may be configured with different bounds: the sum
 * has all of them, and between two of its own bounds a histogram rises evenly, as quantiles take it to. Beyond its
 * highest finite bound nothing is known but the whole: all have the bound at infinity, or the sum has none. `room`: a
 * list for the sums to be written into.
 */
export function mergeHistograms(histograms: readonly Histogram[], room: number[] = []): Histogram | undefined {
  const first = histograms[0];
  if (first === undefined || histograms.length === 1) return first;
  return histograms.every(({ bounds }) => areSame(first.bounds, bounds))
    ? addUp(first.bounds, histograms, room)
    : addSpread(histograms);
}

/** Histograms of proxies that are configured alike mostly share one list. */
function areSame(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((bound, at) => bound === b[at]));
}

function addUp(bounds: readonly number[], histograms: readonly Histogram[], room: number[]): Histogram {
  const first = histograms[0]?.perSecond ?? [];
  for (let at = 0; at < bounds.length; at++) room[at] = first[at] ?? 0;
  room.length = bounds.length;
  for (let nth = 1; nth < histograms.length; nth++) {
    const perSecond = histograms[nth]?.perSecond ?? [];
    for (let at = 0; at < bounds.length; at++) room[at] = (room[at] ?? 0) + (perSecond[at] ?? 0);
  }
  return { bounds, perSecond: room };
}

function addSpread(histograms: readonly Histogram[]): Histogram {
  const finite = histograms.flatMap(({ bounds }) => bounds.filter(Number.isFinite));
  const bounds = [...new Set(finite)].sort((a, b) => a - b);
  const isWhole = histograms.every((one) => one.bounds.at(-1) === Number.POSITIVE_INFINITY);
  if (isWhole) bounds.push(Number.POSITIVE_INFINITY);
  const sums = bounds.map(() => 0);
  for (const histogram of histograms) {
    countsAt(histogram, bounds).forEach((count, at) => {
      sums[at] = (sums[at] ?? 0) + count;
    });
  }
  return { bounds, perSecond: sums };
}

/** How much of a histogram lies at or below each of these bounds; both rise. */
function countsAt({ bounds: own, perSecond }: Histogram, bounds: readonly number[]): number[] {
  let at = 0;
  return bounds.map((bound) => {
    while (at < own.length && (own[at] ?? 0) < bound) at += 1;
    const below = own[at - 1];
    const above = own[at];
    const base = perSecond[at - 1] ?? 0;
    if (above === undefined || (above > bound && !Number.isFinite(above))) return base;
    const from = below ?? Math.min(0, above);
    const share = above === from ? 1 : (bound - from) / (above - from);
    const count = perSecond[at] ?? 0;
    return above === bound ? count : base + (count - base) * share;
  });
}
