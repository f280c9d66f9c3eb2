import type { Histogram } from "@fyr/topology";
import { numbersOf } from "../numbers-of.ts";
import { numberOf } from "../read-rows.ts";

/** Where the bounds of a histogram stand among columns. */
interface Layout {
  /** Which columns a row has. */
  readonly has: readonly boolean[];
  readonly bounds: readonly number[];
  /** Of each bound: Prometheus 3 writes `1.0` where 2 wrote `1`, and a window may hold both. */
  readonly columns: readonly (readonly number[])[];
}

/**
 * Reads histograms from rows of one number per bound; `texts` are the bounds as they are written, in any order. Rows
 * that have the same bounds share one list of them. Undefined where a row has none.
 */
export function createHistogramReader(texts: readonly string[]): (values: ArrayLike<number>) => Histogram | undefined {
  const layouts = new Map<string, Layout>();
  // Most rows have the columns that the row before has.
  let last = layoutAmong(
    texts,
    texts.map(() => true),
  );

  function layoutOf(values: ArrayLike<number>): Layout {
    const has = texts.map((_, column) => isMeasured(values, column));
    const pattern = has.join();
    const known = layouts.get(pattern) ?? layoutAmong(texts, has);
    layouts.set(pattern, known);
    return known;
  }

  return (values) => {
    if (!isLaidOut(values, last)) last = layoutOf(values);
    const { bounds, columns } = last;
    if (bounds.length === 0) return undefined;
    const perSecond = numbersOf(bounds.length);
    for (let place = 0; place < columns.length; place++) {
      let sum = 0;
      for (const column of columns[place] ?? []) sum += values[column] ?? 0;
      perSecond[place] = sum;
    }
    return { bounds, perSecond };
  };
}

function isMeasured(values: ArrayLike<number>, column: number): boolean {
  return !Number.isNaN(values[column] ?? Number.NaN);
}

function isLaidOut(values: ArrayLike<number>, { has }: Layout): boolean {
  for (let column = 0; column < has.length; column++) if (isMeasured(values, column) !== has[column]) return false;
  return true;
}

function layoutAmong(texts: readonly string[], has: readonly boolean[]): Layout {
  const columnsOf = new Map<number, number[]>();
  texts.forEach((text, column) => {
    const bound = numberOf(text);
    if (has[column] !== true || Number.isNaN(bound)) return;
    const columns = columnsOf.get(bound);
    if (columns === undefined) columnsOf.set(bound, [column]);
    else columns.push(column);
  });
  const rising = [...columnsOf].sort(([a], [b]) => (a === b ? 0 : a - b));
  return { has, bounds: rising.map(([bound]) => bound), columns: rising.map(([, columns]) => columns) };
}
