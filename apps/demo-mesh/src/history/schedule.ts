/** One stretch of history with evenly spaced moments; all in Unix seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

export const FINE_STEP = 15;
const COARSE_STEP = 60;
const FINE_SECONDS = 3 * 3600;
export const HISTORY_SECONDS = 6 * 3600;

/** Samples that Prometheus takes in within the time people are willing to wait. */
const SAMPLE_BUDGET = 7_000_000;

/**
 * Which moments of `from..to` get samples: every 15 s for the last three hours, every 60 s before. Where so many
 * series would be too many samples, history begins later.
 */
export function historySchedule(from: number, to: number, series: number): readonly Stretch[] {
  const affordable = Math.floor(SAMPLE_BUDGET / Math.max(1, series));
  const fineSeconds = Math.min(FINE_SECONDS, affordable * FINE_STEP);
  const fineMoments = fineSeconds / FINE_STEP;
  const coarseSeconds = Math.min(HISTORY_SECONDS - fineSeconds, Math.max(0, affordable - fineMoments) * COARSE_STEP);
  const fineFrom = Math.max(from, to - fineSeconds);
  const coarseFrom = Math.max(from, fineFrom - coarseSeconds);
  return [
    { from: coarseFrom, to: fineFrom, stepSeconds: COARSE_STEP },
    { from: fineFrom, to, stepSeconds: FINE_STEP },
  ].filter((stretch) => stretch.to > stretch.from);
}

/** The moments of a stretch after its start, the last at or before its end, cut into slices. */
export function slicesOf({ from, to, stepSeconds }: Stretch, momentsPerSlice: number): readonly (readonly number[])[] {
  const count = Math.floor((to - from) / stepSeconds + 1e-9);
  const slices: number[][] = [];
  for (let nth = 1; nth <= count; nth += 1) {
    if ((nth - 1) % momentsPerSlice === 0) slices.push([]);
    slices.at(-1)?.push(from + nth * stepSeconds);
  }
  return slices;
}
