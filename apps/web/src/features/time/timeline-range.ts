import { type TimelineView, timelineLengths } from "../../view/view-state.ts";
import { instant, type Span } from "./past-moments.ts";

const minuteMs = 60_000;

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

/** The span to show: until it was moved to; else up to now, or around a moment further back. Never before all history, never after now. */
export function timelineSpan({ lengthSeconds, until }: TimelineView, bounds: TimelineBounds): Span {
  const { now, at } = bounds;
  const lengthMs = lengthSeconds * 1000;
  if (until !== undefined) return spanUntil(Date.parse(until), lengthMs, bounds);
  const moment = at === undefined ? now : Date.parse(at);
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
export function zoomed(range: TimelineView, by: 1 | -1, around: number, bounds: TimelineBounds): TimelineView {
  const lengths = keptLengths(bounds);
  const { lengthSeconds } = range;
  const next = by > 0 ? lengths.find((one) => one > lengthSeconds) : lengths.findLast((one) => one < lengthSeconds);
  if (next === undefined) return range;
  const { from, to } = timelineSpan(range, bounds);
  const share = (around - from) / Math.max(1, to - from);
  return movedTo(next, around + (1 - share) * next * 1000, bounds);
}

/** Moved by a share of its length: back where that is negative. */
export function shifted(range: TimelineView, share: number, bounds: TimelineBounds): TimelineView {
  const { from, to } = timelineSpan(range, bounds);
  const oldest = bounds.historyFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(bounds.historyFrom);
  if (share < 0 && from <= oldest) return range;
  return movedTo(range.lengthSeconds, to + share * range.lengthSeconds * 1000, bounds);
}

function movedTo(
  lengthSeconds: TimelineView["lengthSeconds"],
  endMs: number,
  { now, at }: TimelineBounds,
): TimelineView {
  const isUpToNow = endMs >= now - gridMs(lengthSeconds * 1000) / 2;
  if (isUpToNow && at === undefined) return { lengthSeconds };
  return { lengthSeconds, until: instant(isUpToNow ? now : endMs) };
}

/** Nothing longer than what is kept, but for one that shows all of it. In seconds. */
export function keptLengths({ now, historyFrom }: TimelineBounds): readonly TimelineView["lengthSeconds"][] {
  const kept = historyFrom === undefined ? Number.POSITIVE_INFINITY : (now - Date.parse(historyFrom)) / 1000;
  const last = timelineLengths.findIndex((seconds) => seconds >= kept);
  return last < 0 ? timelineLengths : timelineLengths.slice(0, last + 1);
}

/** Moments to stop at while scrubbing lie this far apart, ms: some hundred of them, at times people say. */
export function scrubStepMs({ from, to }: Span, refreshSeconds: number): number {
  const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];
  const wanted = Math.max(refreshSeconds, (to - from) / 1000 / 720);
  return (steps.find((step) => step >= wanted) ?? 1800) * 1000;
}
