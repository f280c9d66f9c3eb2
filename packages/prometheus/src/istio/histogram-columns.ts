import type { Histogram } from "@fyr/topology";
import { numberOf } from "../read-rows.ts";

/** Where the bounds of a histogram stand among columns. */
interface Layout {
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

  function layoutOf(values: ArrayLike<number>): Layout {
    const has = texts.map((_, column) => !Number.isNaN(values[column] ?? Number.NaN));
    const pattern = has.join();
    const known = layouts.get(pattern) ?? layoutAmong(texts, has);
    layouts.set(pattern, known);
    return known;
  }

  const whole = layoutAmong(
    texts,
    texts.map(() => true),
  );
  return (values) => {
    const { bounds, columns } = isWhole(values, texts.length) ? whole : layoutOf(values);
    if (bounds.length === 0) return undefined;
    const perSecond = new Float64Array(bounds.length);
    for (let at = 0; at < perSecond.length; at++) {
      for (const column of columns[at] ?? []) perSecond[at] = (perSecond[at] ?? 0) + (values[column] ?? 0);
    }
    return { bounds, perSecond };
  };
}

function isWhole(values: ArrayLike<number>, length: number): boolean {
  for (let column = 0; column < length; column++) if (Number.isNaN(values[column] ?? Number.NaN)) return false;
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
  return { bounds: rising.map(([bound]) => bound), columns: rising.map(([, columns]) => columns) };
}
