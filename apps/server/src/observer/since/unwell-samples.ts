import type { SeriesPoints } from "@fyr/prometheus";
import type { UnwellFrom } from "@fyr/topology";

/**
 * The first of the samples that have been unwell without a break up to the last one. `breakLength` well samples in a
 * row are a break; samples without a value break nothing. Undefined when the newest samples are a break already.
 */
export function onsetIndex(unwell: readonly (boolean | undefined)[], breakLength: number): number | undefined {
  let first: number | undefined;
  let well = 0;
  for (let i = unwell.length - 1; i >= 0 && well < breakLength; i--) {
    if (unwell[i] === false) well++;
    if (unwell[i] === true) {
      first = i;
      well = 0;
    }
  }
  return first;
}

/** Whether each sample was already unwell; undefined where it was not measured. */
export function unwellSamples(points: SeriesPoints, { measure, from }: UnwellFrom): (boolean | undefined)[] {
  return points.times.map((_, i) => {
    const value = points[measure]?.[i];
    return typeof value === "number" ? value >= from : undefined;
  });
}
