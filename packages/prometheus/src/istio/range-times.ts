import type { QueryRange } from "../client.ts";

/** The moments a range query answers for, Unix seconds. */
export function timesOf({ from, to, stepSeconds }: QueryRange): number[] {
  return Array.from({ length: Math.floor((to - from) / stepSeconds) + 1 }, (_, step) => from + step * stepSeconds);
}
