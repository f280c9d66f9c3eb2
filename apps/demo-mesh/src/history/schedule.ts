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
const MINUTE = 60;
const HOUR = 3600;
export const HISTORY_SECONDS = 6 * HOUR;

/** Samples that Prometheus takes in within the time people are willing to wait. */
const SAMPLE_BUDGET = 10_000_000;

interface Pace {
  readonly stepSeconds: number;
  /** So many seconds before the present. */
  readonly reaches: number;
}

/**
 * How dense history is, the nearest part first. The more series, the sooner it gets coarse and the later it begins; the
 * twelve minutes in which a scenario plays are fine as long as can be.
 */
const PLANS: readonly (readonly Pace[])[] = [
  paces(5 * MINUTE, 3 * HOUR, HISTORY_SECONDS),
  paces(5 * MINUTE, 45 * MINUTE, HISTORY_SECONDS),
  paces(3 * MINUTE, 20 * MINUTE, 3 * HOUR),
  paces(2 * MINUTE, 16 * MINUTE, 2.5 * HOUR),
  paces(MINUTE, 15 * MINUTE, 1.25 * HOUR),
  paces(1.5 * MINUTE, 1.5 * MINUTE, 35 * MINUTE),
];

function paces(live: number, fine: number, coarse: number): readonly Pace[] {
  return [
    { stepSeconds: LIVE_STEP, reaches: live },
    { stepSeconds: 15, reaches: fine },
    { stepSeconds: 60, reaches: coarse },
  ];
}

/**
 * Which moments of `from..to` get samples: every 5 s at first, every 15 s before, every 60 s before that, for as long
 * as Prometheus takes in so many series. With more series than that history begins later still.
 */
export function historySchedule(from: number, to: number, series: number): readonly Stretch[] {
  const affordable = Math.floor(SAMPLE_BUDGET / Math.max(1, series));
  const plan = PLANS.find((each) => momentsOf(stretchesOf(each, from, to)) <= affordable) ?? PLANS.at(-1) ?? [];
  return stretchesOf(plan, from, to, affordable);
}

function stretchesOf(plan: readonly Pace[], from: number, to: number, most = Number.POSITIVE_INFINITY): Stretch[] {
  const stretches: Stretch[] = [];
  let affordable = most;
  let end = to;
  for (const { stepSeconds, reaches } of plan) {
    const begin = Math.max(from, to - reaches, end - affordable * stepSeconds);
    if (begin >= end) continue;
    const stretch = { from: begin, to: end, stepSeconds };
    stretches.unshift(stretch);
    affordable -= momentsOf([stretch]);
    end = begin;
  }
  return stretches;
}

function momentsOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to, stepSeconds }) => sum + Math.ceil((to - from) / stepSeconds), 0);
}

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
