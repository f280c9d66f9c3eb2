import type { MatrixRow, VectorRow } from "../../answers.ts";
import type { QueryRange } from "../../client.ts";
import type { Span } from "../moment.ts";
import { readNotes } from "./read-notes.ts";
import { type RatesOf, rawRates, recordedRates } from "./recorded-rates.ts";

/** Both ends lie on the steps of the whole. */
export interface RangePart extends Span {
  readonly rates: RatesOf;
}

/** `notes`: of `notesQuery`, at every step. What was recorded before a break in it is read raw as well. */
export function splitRange(
  notes: readonly MatrixRow[],
  { from, to, stepSeconds, windowSeconds }: QueryRange & { readonly windowSeconds: number },
): RangePart[] {
  const steps = Math.floor((to - from) / stepSeconds);
  const byStep = notes.map(({ metric, values }) => ({
    metric,
    values: new Map(values.map(([time, value]) => [Math.round((time - from) / stepSeconds), value])),
  }));
  const isUsable = (step: number) => {
    const rows = byStep.flatMap(({ metric, values }): VectorRow[] => {
      const value = values.get(step);
      return value === undefined ? [] : [{ metric, value }];
    });
    return readNotes(rows, { at: from + step * stepSeconds, windowSeconds }).kind === "usable";
  };
  let first = steps + 1;
  while (first > 0 && isUsable(first - 1)) first--;
  const border = from + first * stepSeconds;
  const raw = { from, to: border - stepSeconds, rates: rawRates };
  const recorded = { from: border, to, rates: recordedRates };
  return [...(first > 0 ? [raw] : []), ...(first <= steps ? [recorded] : [])];
}
