import type { Heatmap } from "@fyr/contract";
import { duration, inWords } from "../../../ui/format.ts";

/** One bucket at one time. */
interface HeatCell {
  /** Column and row, the fastest row at the bottom. */
  readonly x: number;
  readonly y: number;
  /** 0..1 of the most crowded cell, by its root: what is rare is to be seen as well. */
  readonly heat: number;
  readonly perSecond: number;
}

interface HeatRow {
  readonly index: number;
  /** "100 ms to 250 ms", "over 10 s" */
  readonly words: string;
}

export interface HeatGrid {
  readonly rows: readonly HeatRow[];
  readonly columns: number;
  readonly cells: readonly HeatCell[];
}

/** Only the rows between the fastest and the slowest request there was, slowest first. */
export function heatGrid({ boundsMs, perSecond, times }: Heatmap): HeatGrid {
  const isUsed = perSecond.map((row) => row.some((value) => (value ?? 0) > 0));
  const [first, last] = [isUsed.indexOf(true), isUsed.lastIndexOf(true)];
  if (first < 0) return { rows: [], columns: times.length, cells: [] };
  const shown = perSecond.slice(first, last + 1);
  const most = Math.max(...shown.flat().map((value) => value ?? 0));
  const rows = shown.map((_, at) => ({ index: at + first, words: rowWords(boundsMs, at + first) })).reverse();
  const cells = shown.flatMap((row, at) =>
    row.flatMap((value, x) =>
      value === null || value <= 0
        ? []
        : [{ x, y: shown.length - 1 - at, heat: Math.sqrt(value / most), perSecond: value }],
    ),
  );
  return { rows, columns: times.length, cells };
}

/** "up to 5 ms", "100 ms to 250 ms", "over 10 s" */
export function rowWords(boundsMs: readonly number[], index: number): string {
  const [low, high] = [boundsMs[index - 1], boundsMs[index]];
  const words = (ms: number) => inWords(duration(ms));
  if (high === undefined) return low === undefined ? "any time" : `over ${words(low)}`;
  return low === undefined ? `up to ${words(high)}` : `${words(low)} to ${words(high)}`;
}

/** For who does not see it: where most were, at the start and at the end. */
export function heatmapInWords({ boundsMs, perSecond, times }: Heatmap): string {
  const busiestAt = (at: number) => {
    const column = perSecond.map((row) => row[at] ?? 0);
    const most = Math.max(...column);
    return most > 0 ? rowWords(boundsMs, column.indexOf(most)) : undefined;
  };
  const start = times.findIndex((_, at) => busiestAt(at) !== undefined);
  const end = times.findLastIndex((_, at) => busiestAt(at) !== undefined);
  if (start < 0) return "No request was timed in this time.";
  return `Most requests took ${busiestAt(start)} at the start and ${busiestAt(end)} at the end.`;
}
