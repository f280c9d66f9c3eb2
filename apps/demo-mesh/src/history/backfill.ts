import type { Simulation } from "../simulation.ts";
import { createRecorder } from "./recorder.ts";
import { LIVE_STEP, type Stretch, slicesOf } from "./schedule.ts";
import { encodeWriteRequest } from "./write-request.ts";

export interface BackfillOptions {
  /** Stands at the beginning of the first stretch. */
  readonly simulation: Simulation;
  readonly stretches: readonly Stretch[];
  /** Sends one encoded request; those of one slice of time may arrive in any order. */
  readonly write: (request: Uint8Array) => Promise<void>;
  /** Labels that scraping would add to a page's series. */
  readonly targetLabels: (page: string) => Readonly<Record<string, string>>;
  /** Unix seconds. */
  readonly now: () => number;
  /** Ends it between two slices. */
  readonly signal: AbortSignal;
  /** 0..1 */
  readonly onProgress: (share: number) => void;
}

const SERIES_PER_REQUEST = 1000;

/**
 * Lets the mesh live through the past and writes what scraping would have found, up to the present: counters then
 * stand where scraping takes them on. Slices are chronological, since Prometheus refuses what is an hour behind.
 */
export async function backfill({
  simulation,
  stretches,
  now,
  signal,
  onProgress,
  ...options
}: BackfillOptions): Promise<void> {
  const recorder = createRecorder(simulation, options.targetLabels);
  const writeSlice = async (moments: readonly number[], stepSeconds: number) => {
    const series = recorder.record(moments, stepSeconds);
    const milliseconds = moments.map((moment) => Math.round(moment * 1000));
    let underway: Promise<void> = Promise.resolve();
    for (let first = 0; first < series.length; first += SERIES_PER_REQUEST) {
      const request = encodeWriteRequest(series.slice(first, first + SERIES_PER_REQUEST), milliseconds);
      await underway;
      underway = options.write(request);
    }
    await underway;
  };

  const slices = stretches.flatMap((stretch) =>
    slicesOf(stretch).map((moments) => ({ moments, stepSeconds: stretch.stepSeconds })),
  );
  let reached = stretches[0]?.from ?? now();
  const all = slices.reduce((sum, { moments }) => sum + moments.length, 0);
  let written = 0;
  for (const { moments, stepSeconds } of slices) {
    if (signal.aborted) return;
    await writeSlice(moments, stepSeconds);
    reached = moments.at(-1) ?? reached;
    written += moments.length;
    onProgress(written / all);
  }
  // Writing took time, which has become the past; as long as that gets less each time, it is written too.
  let behind = Number.POSITIVE_INFINITY;
  while (now() - reached >= LIVE_STEP && now() - reached < behind && !signal.aborted) {
    const to = now();
    behind = (to - reached) * CATCHES_UP;
    for (const moments of slicesOf({ from: reached, to, stepSeconds: LIVE_STEP })) {
      await writeSlice(moments, LIVE_STEP);
    }
    reached = to;
  }
}

/** Below this share of the last gap the next one is worth writing. */
const CATCHES_UP = 0.7;
