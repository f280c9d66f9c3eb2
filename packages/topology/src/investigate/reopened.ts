import { asManyBytes, brokenFlag } from "../connection-flags.ts";
import type { SideLine } from "./edge-line.ts";
import { medianOf, sumOf } from "./numbers.ts";
import type { Step } from "./step.ts";

/** Of failures, what must be connections that may only have broken. */
const mostOfThem = 0.5;
const usualBins = 60;

/**
 * Connections that break are opened again, and a ztunnel gives them the flag of those that were never made: a rollout
 * breaks every one of them. Where as many bytes go as before, nobody is without one.
 */
export function areReopened({ failed, flags, bytes }: SideLine, { start }: Step): boolean {
  const broken = sumOf(flags.get(brokenFlag) ?? [], start);
  if (broken === 0 || broken < mostOfThem * sumOf(failed, start)) return false;
  return medianOf(bytes.slice(start)) >= asManyBytes * medianOf(bytes.slice(Math.max(0, start - usualBins), start));
}
