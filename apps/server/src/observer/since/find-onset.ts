import type { SeriesPoints } from "@fyr/prometheus";
import type { SampleKey, UnwellFrom } from "@fyr/topology";
import type { Telemetry } from "../source/telemetry.ts";
import { onsetIndex, unwellSamples } from "./unwell-samples.ts";

/** `since`: it began then. `notAfter`: it was there then already. Unix seconds. */
export type Onset = { readonly since: number } | { readonly notAfter: number };

/** Where to look for the beginning of one problem. */
export interface OnsetQuestion {
  readonly keys: readonly SampleKey[];
  readonly unwellFrom: UnwellFrom;
  /** Unix seconds; it is there now, in this window. */
  readonly at: number;
  readonly windowSeconds: number;
  /** When it was last seen to be over (Unix seconds). */
  readonly overSince?: number | undefined;
}

const lookBackSeconds = 3 * 3600;
/** Each coarse sample covers enough requests that chance alone does not end a run. */
export const coarse = { stepSeconds: 60, windowSeconds: 300 };
/** A short dip under the tolerance does not end a problem. */
export const breakSeconds = 60;

/** Coarsely over some hours first, then closely around what was found. Undefined where nothing can be told. */
export async function findOnset(
  telemetry: Pick<Telemetry, "series">,
  question: OnsetQuestion,
  signal: AbortSignal,
): Promise<Onset | undefined> {
  const { at, windowSeconds, overSince } = question;
  const firstUnwell = (from: number, to: number, stepSeconds: number, window: number) =>
    firstUnwellIn(telemetry, question, { from, to, stepSeconds, windowSeconds: window }, signal);
  if (overSince !== undefined) {
    const again = await firstUnwell(overSince, at, 5, windowSeconds);
    return { since: again?.time ?? at };
  }
  const window = Math.max(coarse.windowSeconds, windowSeconds);
  const began = await firstUnwell(at - lookBackSeconds, at, coarse.stepSeconds, window);
  if (began === undefined) {
    const recently = await firstUnwell(at - 2 * window, at, 15, windowSeconds);
    return recently && { since: recently.time };
  }
  if (began.isFirst) return { notAfter: began.time };
  const [from, to] = [began.time - window - coarse.stepSeconds, began.time + coarse.stepSeconds];
  const exactly = await firstUnwell(from, to, 5, windowSeconds);
  return { since: exactly?.time ?? began.time };
}

async function firstUnwellIn(
  telemetry: Pick<Telemetry, "series">,
  { keys, unwellFrom }: OnsetQuestion,
  range: { from: number; to: number; stepSeconds: number; windowSeconds: number },
  signal: AbortSignal,
): Promise<{ time: number; isFirst: boolean } | undefined> {
  const points = await telemetry.series({ edges: keys }, range, signal);
  const breakLength = Math.ceil(breakSeconds / range.stepSeconds);
  return firstOf(points, onsetIndex(unwellSamples(points, unwellFrom), breakLength));
}

function firstOf(points: SeriesPoints, index: number | undefined): { time: number; isFirst: boolean } | undefined {
  const time = index === undefined ? undefined : points.times[index];
  return time === undefined || index === undefined ? undefined : { time, isFirst: index === 0 };
}
