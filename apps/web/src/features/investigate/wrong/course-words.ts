import type { Course, Finding } from "@fyr/contract";
import { clock, moment } from "../../../ui/clock.ts";
import { byteRate, duration, inWords, type Quantity, rate, share } from "../../../ui/format.ts";
import { rangeOf } from "../../../ui/line-path.ts";

/** A finding's line, ready to be drawn. Times in ms since epoch. */
export interface CourseView {
  readonly name: string;
  readonly format: (value: number) => Quantity;
  readonly from: number;
  readonly to: number;
  readonly values: Course["values"];
  /** Where each value stands, 0–1 from first to last: the newest lie closer together. */
  readonly places: readonly number[];
  /** Top of the chart, a little above the highest value; its bottom is 0. */
  readonly high: number;
  readonly highText: string;
  readonly usual?: number;
  readonly began?: number;
}

const measures: Readonly<Record<Course["measure"], { name: string; format: (value: number) => Quantity }>> = {
  errorRatio: { name: "Errors", format: share },
  meanMs: { name: "Mean", format: duration },
  requestsPerSecond: { name: "Requests", format: rate },
  bytesPerSecond: { name: "Bytes", format: byteRate },
};

/** Undefined where there is no line to draw. */
export function courseView({ course, usual, onset }: Finding): CourseView | undefined {
  const range = course && rangeOf(course.values);
  const [first, last] = [course?.times[0], course?.times.at(-1)];
  if (course === undefined || range === undefined || first === undefined || last === undefined || first === last)
    return undefined;
  const { name, format } = measures[course.measure];
  const [from, to] = [first * 1000, last * 1000];
  const began = onset && Date.parse(onset.at);
  const usually = usual?.[course.measure];
  return {
    name,
    format,
    from,
    to,
    values: course.values,
    places: course.times.map((time) => (time - first) / (last - first)),
    high: range.high * 1.05 || 1,
    highText: inWords(format(range.high)),
    ...(usually !== undefined && usually <= range.high && { usual: usually }),
    ...(began !== undefined && began > from && began < to && { began }),
  };
}

/** "Errors from 07:14 to 10:14: at most 8 %, at the end 7 %, usually 0.03 %; began 10:01:33." */
export function courseInWords({ name, format, from, values, highText, usual, began }: CourseView, at: string): string {
  const last = values.findLast((value) => value !== null) ?? 0;
  const usually = usual === undefined ? "" : `, usually ${inWords(format(usual))}`;
  const start = began === undefined ? "" : `; began ${clock(began)}`;
  const span = `${moment(new Date(from).toISOString(), at)} to ${moment(at, at)}`;
  return `${name} from ${span}: at most ${highText}, at the end ${inWords(format(last))}${usually}${start}.`;
}
