import type { Span } from "./past-moments.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the timeline can be made to cover, ms. */
export const timelineLengths: readonly number[] = [
  30 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  2 * dayMs,
  7 * dayMs,
];
export const usualLengthMs = 3 * hourMs;

/** How much of the past the timeline shows, and which. */
export interface TimelineRange {
  readonly lengthMs: number;
  /** Moved away by hand, while `over` (RFC 3339, absent for live) was on screen. Absent: it keeps to what is on screen. */
  readonly shift?: { readonly endMs: number; readonly over: string | undefined };
}

/** What bounds the timeline: ms since epoch, and the moment on screen as the address says it. */
export interface TimelineBounds {
  readonly now: number;
  /** RFC 3339; where Prometheus' samples begin. */
  readonly historyFrom?: string | undefined;
  /** RFC 3339; absent for live. */
  readonly at?: string | undefined;
}

/** Ends lie on multiples of it, so that the strip is asked for under the same name for a while. */
function gridMs(lengthMs: number): number {
  return Math.max(minuteMs, Math.floor(lengthMs / 18 / minuteMs) * minuteMs);
}

/**
 * The span to show: where it was moved to, as long as the moment on screen is the same or lies in it; else up to now,
 * or around a moment further back. Never before all history, never after now.
 */
export function timelineSpan({ lengthMs, shift }: TimelineRange, bounds: TimelineBounds): Span {
  const { now, at } = bounds;
  const moment = at === undefined ? now : Date.parse(at);
  if (shift !== undefined) {
    const moved = spanUntil(shift.endMs, lengthMs, bounds);
    if (shift.over === at || (moment >= moved.from && moment <= moved.to)) return moved;
  }
  const isNear = moment > now - lengthMs;
  const { from, to } = spanUntil(isNear ? now : moment + lengthMs / 2, lengthMs, bounds);
  return { from: Math.min(from, moment), to };
}

function spanUntil(end: number, lengthMs: number, { now, historyFrom }: TimelineBounds): Span {
  const grid = gridMs(lengthMs);
  const oldest = historyFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(historyFrom);
  const from = Math.max(Math.floor((Math.min(end, now) - lengthMs) / grid) * grid, oldest);
  // Up to now it ends now, to the second; else it keeps its length.
  return { from, to: end >= now ? now : Math.min(now, Math.max(end, from + lengthMs)) };
}

/** One length wider (1) or narrower (-1), the moment `around` staying where it is. */
export function zoomed(range: TimelineRange, by: 1 | -1, around: number, bounds: TimelineBounds): TimelineRange {
  const lengths = keptLengths(bounds);
  const next = by > 0 ? lengths.find((ms) => ms > range.lengthMs) : lengths.findLast((ms) => ms < range.lengthMs);
  if (next === undefined) return range;
  const { from, to } = timelineSpan(range, bounds);
  const share = (around - from) / Math.max(1, to - from);
  return movedTo(next, around + (1 - share) * next, bounds);
}

/** Moved by a share of its length: back where that is negative. */
export function shifted(range: TimelineRange, share: number, bounds: TimelineBounds): TimelineRange {
  const { from, to } = timelineSpan(range, bounds);
  const oldest = bounds.historyFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(bounds.historyFrom);
  if (share < 0 && from <= oldest) return range;
  return movedTo(range.lengthMs, to + share * range.lengthMs, bounds);
}

function movedTo(lengthMs: number, endMs: number, { now, at }: TimelineBounds): TimelineRange {
  const isUpToNow = endMs >= now - gridMs(lengthMs) / 2;
  if (isUpToNow && at === undefined) return { lengthMs };
  return { lengthMs, shift: { endMs: isUpToNow ? now : endMs, over: at } };
}

/** Nothing longer than what is kept, but for one that shows all of it. */
export function keptLengths({ now, historyFrom }: TimelineBounds): readonly number[] {
  const kept = historyFrom === undefined ? Number.POSITIVE_INFINITY : now - Date.parse(historyFrom);
  const last = timelineLengths.findIndex((ms) => ms >= kept);
  return last < 0 ? timelineLengths : timelineLengths.slice(0, last + 1);
}

/** Moments to stop at while scrubbing lie this far apart, ms: some hundred of them, at times people say. */
export function scrubStepMs({ from, to }: Span, refreshSeconds: number): number {
  const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];
  const wanted = Math.max(refreshSeconds, (to - from) / 1000 / 720);
  return (steps.find((step) => step >= wanted) ?? 1800) * 1000;
}
