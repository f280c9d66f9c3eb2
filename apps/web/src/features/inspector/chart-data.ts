import type { Series } from "@fyr/contract";
import { clock, moment } from "../../ui/clock.ts";
import { inWords, type Quantity, windowName } from "../../ui/format.ts";
import { rangeOf } from "../../ui/line-path.ts";

/** A point of a chart. `at`: ms since epoch. */
export interface ChartPoint {
  readonly at: number;
  readonly value: number | null;
}

export type Points = readonly (number | null)[];

export function chartPoints({ times }: Series, values: Points): readonly ChartPoint[] {
  return times.map((seconds, index) => ({ at: seconds * 1000, value: values[index] ?? null }));
}

/** The points before `end`, then `end`: a chart ends with the number that stands beside it. */
export function endingWith(points: readonly ChartPoint[], end: ChartPoint | undefined): readonly ChartPoint[] {
  return end === undefined ? points : [...points.filter(({ at }) => at < end.at), end];
}

/** The same points with a value only where `holds` does, and next to it, so that a line leads there. */
export function onlyWhere(points: readonly ChartPoint[], holds: (value: number) => boolean): readonly ChartPoint[] {
  const inside = points.map(({ value }) => value !== null && holds(value));
  return points.map(({ at, value }, index) => ({
    at,
    value: inside[index] || inside[index - 1] || inside[index + 1] ? value : null,
  }));
}

/** What a chart covers: "last 30 min", or "30 min until 16:05" when its end (`at`, RFC 3339) is past. */
export function spanInWords(series: Pick<Series, "from" | "to"> | undefined, at: string | undefined): string {
  if (series === undefined) return "";
  const span = windowName(Math.round((Date.parse(series.to) - Date.parse(series.from)) / 60_000) * 60);
  return at === undefined ? `last ${span}` : `${span} until ${moment(at, at)}`;
}

/** Failing shares as success rates. */
export function successOf(errorRatio: Points): Points {
  return errorRatio.map((ratio) => (ratio === null ? null : 1 - ratio));
}

/** A chart in one sentence, for those who do not see it: its range and where it ends. */
export function chartInWords(name: string, points: readonly ChartPoint[], format: (value: number) => Quantity): string {
  const measured = points.filter(({ value }) => value !== null);
  const range = rangeOf(points.map(({ value }) => value));
  const last = measured.at(-1);
  const first = measured[0];
  if (range === undefined || last?.value == null || first === undefined) return `${name}: not measured in this time.`;
  return `${name} from ${clock(first.at)} to ${clock(last.at)}: between ${inWords(format(range.low))} and ${inWords(format(range.high))}, at the end ${inWords(format(last.value))}.`;
}
