import type { SeriesPoints, SeriesRange } from "@fyr/prometheus";
import type { UnwellFrom } from "@fyr/topology";
import { onsetIndex, unwellSamples } from "./unwell-samples.ts";

/** `since`: it began then. `notAfter`: it was there then already. Unix seconds. */
export type Onset = { readonly since: number } | { readonly notAfter: number };

/** Where to look for when one edge left healthy. */
export interface OnsetQuestion {
  readonly unwellFrom: readonly UnwellFrom[];
  /** Unix seconds; it is there at that moment, in this window. */
  readonly at: number;
  readonly windowSeconds: number;
  /** When it was last seen to be well (Unix seconds). */
  readonly overSince?: number | undefined;
}

/** The edge over time. Undefined where that is not told any more: what is known by then stands. */
export type ReadLine = (range: SeriesRange) => Promise<SeriesPoints | undefined>;

const lookBackSeconds = 3 * 3600;
/** Each coarse sample covers enough requests that chance alone does not end a run. */
export const coarse = { stepSeconds: 60, windowSeconds: 300 };
/** A short dip under the tolerance does not end a problem. */
export const breakSeconds = 60;

/** Coarsely over some hours first, then closely around what was found. Undefined where nothing can be told. */
export async function findOnset(read: ReadLine, question: OnsetQuestion): Promise<Onset | undefined> {
  const { at, windowSeconds, overSince } = question;
  const firstUnwell = (from: number, to: number, stepSeconds: number, window: number) =>
    firstUnwellIn(read, question.unwellFrom, { from, to, stepSeconds, windowSeconds: window });
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
  const exactly = await firstUnwell(from, Math.min(to, at), 5, windowSeconds);
  return { since: exactly?.time ?? began.time };
}

async function firstUnwellIn(
  read: ReadLine,
  unwellFrom: readonly UnwellFrom[],
  range: SeriesRange,
): Promise<{ time: number; isFirst: boolean } | undefined> {
  const points = await read(range);
  if (points === undefined) return undefined;
  const breakLength = Math.ceil(breakSeconds / range.stepSeconds);
  const index = onsetIndex(unwellSamples(points, unwellFrom), breakLength);
  const time = index === undefined ? undefined : points.times[index];
  return time === undefined ? undefined : { time, isFirst: index === 0 };
}
