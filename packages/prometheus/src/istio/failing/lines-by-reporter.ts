import type { Reporter } from "@fyr/contract";
import type { MatrixRow } from "../../answers.ts";
import { metricMark } from "../labels.ts";
import type { Points } from "../points.ts";
import { addUp } from "../series-points.ts";

/** What each reporter has counted, at each step. */
export type Lines = ReadonlyMap<string, Points>;

/** Of the rows that count one of these. */
export function linesOf(rows: readonly MatrixRow[], marks: readonly string[], times: readonly number[]): Lines {
  const marked = rows.filter(({ metric }) => marks.includes(metric[metricMark] ?? ""));
  const byReporter = Map.groupBy(marked, ({ metric }) => metric["reporter"] ?? "");
  return new Map([...byReporter].map(([reporter, own]) => [reporter, addUp(own, times)]));
}

export function valueAt(lines: Lines, reporter: Reporter, at: number): number {
  return lines.get(reporter)?.[at] ?? 0;
}
