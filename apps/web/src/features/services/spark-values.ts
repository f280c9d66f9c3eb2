import type { Sparkline, Sparklines } from "@fyr/contract";

type Values = readonly (number | null)[];

/** One row's lines, ending with the numbers that stand beside them. */
export interface SparkValues {
  readonly rates: Values;
  readonly successes: Values;
}

interface Now {
  readonly requestsPerSecond?: number;
  readonly errorRatio?: number;
}

/** By node id. */
export function sparklinesById({ lines }: Sparklines): ReadonlyMap<string, Sparkline> {
  return new Map(lines.map((line) => [line.id, line]));
}

/** Undefined for a line that is about the other direction than the row. */
export function sparkValues(line: Sparkline | undefined, isSent: boolean, now: Now): SparkValues | undefined {
  if (line === undefined || (line.direction === "outbound") !== isSent) return undefined;
  return {
    rates: [...line.requestsPerSecond, now.requestsPerSecond ?? null],
    successes: [...line.errorRatio, now.errorRatio ?? null].map((ratio) => (ratio === null ? null : 1 - ratio)),
  };
}
