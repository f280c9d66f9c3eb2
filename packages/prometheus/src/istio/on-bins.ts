import type { MatrixRow } from "../answers.ts";

/** A row's values in bins by the moment they end at; `NaN` where it has none. */
export function onBins(values: MatrixRow["values"], binAt: ReadonlyMap<number, number>): Float64Array {
  const perSecond = new Float64Array(binAt.size).fill(Number.NaN);
  for (const [time, value] of values) {
    const bin = binAt.get(time);
    if (bin !== undefined) perSecond[bin] = value;
  }
  return perSecond;
}

/** Several rows may be of one bin: bytes both ways. */
export function fill(into: Float64Array, from: Float64Array): void {
  for (const [bin, value] of from.entries()) {
    if (Number.isNaN(value)) continue;
    const before = into[bin];
    into[bin] = before === undefined || Number.isNaN(before) ? value : before + value;
  }
}
