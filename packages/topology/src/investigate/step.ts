import type { Span } from "./ended-span.ts";

/** From bin `start` to the last one it is otherwise than in the bins before. */
export interface Step {
  readonly start: number;
  readonly before: number;
  readonly after: number;
  /** Log-likelihood ratio of two levels against one, over-dispersion taken out. */
  readonly certainty: number;
  /** What began and ended before it: not as usual either. */
  readonly ended?: readonly Span[];
}

/** What must hold of a step. */
export interface StepBounds {
  /** In the values' own unit. */
  readonly leastRise: number;
  readonly leastRatio: number;
  readonly leastCertainty: number;
  /** Bins that bursts are known to last: what is not longer is one more of them. */
  readonly burstBins: number;
}

/** What must hold of a step in levels. */
export interface LevelBounds extends StepBounds {
  /** By how much values differ by chance at least, in logarithms. Absent: hardly. */
  readonly leastSpread?: number;
}

/** Fewer bins than this are a burst, or tell nothing of how it was. */
export const fewestAfter = 2;
export const fewestBefore = 5;
/** A step is looked for in the whole history, then in its newest stretches alone: older things may outshine it. */
export const stretches: readonly number[] = [Number.POSITIVE_INFINITY, 60, 20];

/** The newest bins are up as well, and so is every third of the time since. */
export function lasts(start: number, end: number, isUp: (first: number, last: number) => boolean): boolean {
  const length = end - start;
  if (!isUp(Math.max(start, end - 2), end)) return false;
  if (length < 6) return isUp(start, start + Math.floor(length / 2));
  const third = Math.floor(length / 3);
  return isUp(start, start + third) && isUp(start + third, end - third) && isUp(end - third, end);
}

/** What lasted longer is no burst: there was trouble before. */
const burstAtMost = 8;

export function longestBurst(from: number, to: number, isUp: (bin: number) => boolean): number {
  let [longest, run] = [0, 0];
  for (let bin = from; bin <= to; bin++) {
    if (bin < to && isUp(bin)) run++;
    else {
      if (run <= burstAtMost) longest = Math.max(longest, run);
      run = 0;
    }
  }
  return longest;
}
