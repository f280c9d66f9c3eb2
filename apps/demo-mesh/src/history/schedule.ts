/** One stretch of history with evenly spaced moments; all in Unix seconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

/**
 * A new run's first step is not written, s: a Prometheus that went on scraping has marked each series as ended at its
 * first scrape without an answer, and takes nothing older than the mark.
 */
export const MARKED_SECONDS = 5;

/** As often as it will be scraped: `rate()` finds no change of pace where scraping takes over. */
export const LIVE_STEP = 5;
const LIVE_SECONDS = 5 * 60;
const FINE_STEP = 15;
const FINE_SECONDS = 3 * 3600;
const COARSE_STEP = 60;
export const HISTORY_SECONDS = 6 * 3600;

/** Samples that Prometheus takes in within the time people are willing to wait. */
const SAMPLE_BUDGET = 6_000_000;

/**
 * Which moments of `from..to` get samples: every 5 s for the last five minutes, every 15 s for the last three hours,
 * every 60 s before. Where so many series would be too many samples, history begins later.
 */
export function historySchedule(from: number, to: number, series: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let affordable = Math.floor(SAMPLE_BUDGET / Math.max(1, series));
  let end = to;
  for (const { stepSeconds, reaches } of PACES) {
    const begin = Math.max(from, to - reaches, end - affordable * stepSeconds);
    if (begin < end) stretches.unshift({ from: begin, to: end, stepSeconds });
    affordable -= Math.ceil((end - begin) / stepSeconds);
    end = begin;
    if (begin > to - reaches) break;
  }
  return stretches;
}

const PACES = [
  { stepSeconds: LIVE_STEP, reaches: LIVE_SECONDS },
  { stepSeconds: FINE_STEP, reaches: FINE_SECONDS },
  { stepSeconds: COARSE_STEP, reaches: HISTORY_SECONDS },
];

/** Prometheus refuses samples an hour behind its newest; the series of one slice go in one after the other. */
const SLICE_SECONDS = 40 * 60;

/** The moments of a stretch after its start, the last one its end, cut into slices. */
export function slicesOf({ from, to, stepSeconds }: Stretch): readonly (readonly number[])[] {
  const count = Math.ceil((to - from) / stepSeconds - 1e-9);
  const momentsPerSlice = Math.max(1, Math.floor(SLICE_SECONDS / stepSeconds));
  const slices: number[][] = [];
  for (let nth = 1; nth <= count; nth += 1) {
    if ((nth - 1) % momentsPerSlice === 0) slices.push([]);
    slices.at(-1)?.push(Math.min(to, from + nth * stepSeconds));
  }
  return slices;
}
