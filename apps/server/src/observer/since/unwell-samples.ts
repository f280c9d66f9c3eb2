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

/**
 * Whether each sample was already unwell by any of these; undefined where none of them was measured. An edge that is slow
 * first and fails later has been unwell all the time.
 */
export function unwellSamples(points: SeriesPoints, unwellFrom: readonly UnwellFrom[]): (boolean | undefined)[] {
  return points.times.map((_, i) => {
    const verdicts = unwellFrom.flatMap(({ measure, from }) => {
      const value = points[measure]?.[i];
      return typeof value === "number" ? [value >= from] : [];
    });
    return verdicts.length === 0 ? undefined : verdicts.includes(true);
  });
}
