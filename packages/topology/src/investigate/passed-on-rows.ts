import { callOf, isAmongPassedOn } from "../counted-by-waypoints.ts";
import type { Placer } from "../placer.ts";
import { type HeardRows, sampleOf } from "./hear-rows.ts";
import type { HistoryRow } from "./history.ts";
import { addTo, valueAt } from "./numbers.ts";

/**
 * What is left of a row besides what waypoints count of it themselves; undefined where nothing is. As pictures do, bin by
 * bin: while a waypoint counts a call, what proxies before and behind it count of that is the same. Once it does not,
 * because it is gone or because nothing gets there, they are all there is.
 */
export function createOwnRows(
  rows: readonly HistoryRow[],
  { pairOf }: HeardRows,
  placer: Placer,
): (row: HistoryRow) => HistoryRow | undefined {
  const counted = new Map<string, Float64Array>();
  for (const { key, measure, perSecond } of rows) {
    const call = key.reporter === "waypoint" && measure !== "time" && measure !== "timed" ? callOf(key) : undefined;
    if (call === undefined) continue;
    addAt(counted, `${placer.source(key.source, key.destination).id} asks ${call}`, perSecond);
    addAt(counted, `${placer.destination(key.destination, key.source).id} answers ${call}`, perSecond);
  }
  return (row) => {
    const pair = counted.size === 0 ? undefined : pairOf(row);
    if (pair === undefined || pair.passedOn.size === 0 || !isAmongPassedOn(pair.passedOn, sampleOf(row))) return row;
    const call = callOf(row.key);
    return without(
      row,
      counted.get(`${pair.source.id} asks ${call}`) ?? counted.get(`${pair.target.id} answers ${call}`),
    );
  };
}

function addAt(sums: Map<string, Float64Array>, name: string, perSecond: Float64Array): void {
  const sum = sums.get(name) ?? new Float64Array(perSecond.length);
  sums.set(name, sum);
  addTo(sum, perSecond);
}

function without(row: HistoryRow, counted: Float64Array | undefined): HistoryRow | undefined {
  if (counted === undefined) return row;
  const perSecond = row.perSecond.map((value, bin) => (valueAt(counted, bin) > 0 ? 0 : value));
  return perSecond.some((value) => value > 0) ? { ...row, perSecond } : undefined;
}
