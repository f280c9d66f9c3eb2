import { linePath, rangeOf } from "../../ui/line-path.ts";
import type { NumberTone } from "../../ui/number-tone.ts";
import css from "./ListSparkline.module.css";

type Values = readonly (number | null)[];

const width = 88;
const height = 16;

/** Half an hour in a row of the list. The number stands beside it: it is decoration for a reader. */
export function ListSparkline(props: {
  values: Values;
  low: number;
  high: number;
  tone: NumberTone;
  /** "12 to 48 req/s in the last 30 min" */
  about: string;
}) {
  const { values, low, high, tone, about } = props;
  const box = { width, height, low, high };
  const last = values.at(-1);
  const end = height - (((last ?? low) - low) / (high - low || 1)) * height;
  return (
    <span className={css.line} data-tone={tone} title={about}>
      <svg aria-hidden="true" width={width + 6} height={height + 6} viewBox={`-2 -3 ${width + 6} ${height + 6}`}>
        <path d={linePath(values, box)} fill="none" />
        {last !== null && last !== undefined && <circle cx={width} cy={end} r="1.8" />}
      </svg>
    </span>
  );
}

/** From nothing to the highest. */
export function rateRange(values: Values): { readonly low: number; readonly high: number } {
  return { low: 0, high: rangeOf(values)?.high ?? 1 };
}

/** To everything, from what would be trouble or worse: small dips stay small. */
export function successRange(values: Values): { readonly low: number; readonly high: number } {
  return { low: Math.min(0.95, rangeOf(values)?.low ?? 1), high: 1 };
}
