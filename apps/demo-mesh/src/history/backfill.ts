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
  /** 0..1 */
  readonly onProgress: (share: number) => void;
}

const MOMENTS_PER_SLICE = 40;
const SERIES_PER_REQUEST = 2000;

/**
 * Lets the mesh live through the past and writes what scraping would have found, up to the present: counters then
 * stand where scraping takes them on. Slices are chronological, since Prometheus refuses what is an hour behind.
 */
export async function backfill({ simulation, stretches, now, onProgress, ...options }: BackfillOptions): Promise<void> {
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
    slicesOf(stretch, MOMENTS_PER_SLICE).map((moments) => ({ moments, stepSeconds: stretch.stepSeconds })),
  );
  let reached = stretches[0]?.from ?? now();
  for (const [nth, { moments, stepSeconds }] of slices.entries()) {
    await writeSlice(moments, stepSeconds);
    reached = moments.at(-1) ?? reached;
    onProgress((nth + 1) / slices.length);
  }
  // Writing took time; this is what has become the past meanwhile.
  while (now() - reached >= LIVE_STEP) {
    const to = now();
    for (const moments of slicesOf({ from: reached, to, stepSeconds: LIVE_STEP }, MOMENTS_PER_SLICE)) {
      await writeSlice(moments, LIVE_STEP);
    }
    reached = to;
  }
}
