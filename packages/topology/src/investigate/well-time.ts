import { type Comparison, stretchesOf } from "./excess.ts";

/** From one moment to another, Unix seconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The time a candidate is compared with: before it began, and without what had begun and ended by then. Rising. */
export function wellTime(comparison: Comparison): TimeSpan[] {
  if (comparison.isChronic) return [];
  const spans: TimeSpan[] = [];
  for (const at of stretchesOf(comparison).before) {
    const bin = comparison.bins[at];
    if (bin === undefined) continue;
    const [from, last] = [bin.at - bin.seconds, spans.at(-1)];
    if (last !== undefined && last.to >= from) spans[spans.length - 1] = { from: last.from, to: bin.at };
    else spans.push({ from, to: bin.at });
  }
  return spans;
}
