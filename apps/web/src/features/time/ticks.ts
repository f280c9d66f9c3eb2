import { dayBefore, moment } from "../../ui/clock.ts";
import { dayMs, instantOfWall, type OffsetMs, wallOf } from "../../ui/wall-clock.ts";
import type { Span } from "./past-moments.ts";

export interface Tick {
  /** Ms since epoch. */
  readonly at: number;
  readonly words: string;
}

const minute = 60_000;
const hour = 60 * minute;
const steps = [5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, dayMs];

/** Round times on the wall, seven at most: midnights are midnights whatever the clocks do. */
export function ticksOf(span: Span, now: number, offsetMs: OffsetMs): readonly Tick[] {
  const { from, to } = span;
  const step = steps.find((ms) => (to - from) / ms <= 7) ?? dayMs;
  const ticks: Tick[] = [];
  for (let wall = Math.ceil(wallOf(from, offsetMs) / step) * step; ; wall += step) {
    const { at, clocks } = instantOfWall(wall, offsetMs);
    // A label is not cut off at either end.
    if (at >= to - (to - from) / 40) return ticks;
    if (at >= from + (to - from) / 40 && clocks !== "skipped") ticks.push({ at, words: wordsOf(at, now, step) });
  }
}

function wordsOf(at: number, now: number, step: number): string {
  return step < dayMs ? moment(at, now) : dayBefore(at, now).trim() || "today";
}
