import { useState } from "react";
import type { Span } from "./past-moments.ts";
import {
  shifted,
  type TimelineBounds,
  type TimelineRange,
  timelineLengths,
  timelineSpan,
  usualLengthMs,
  zoomed,
} from "./timeline-range.ts";

const storageKey = "fyr.timeline-length";

/** What the timeline covers, and the ways to change it. Its length is kept in this browser. */
export function useTimelineRange(bounds: TimelineBounds) {
  const [range, setRange] = useState<TimelineRange>(remembered);
  const set = (next: TimelineRange) => {
    window.localStorage.setItem(storageKey, String(next.lengthMs));
    setRange(next);
  };
  const span: Span = timelineSpan(range, bounds);
  return {
    span,
    lengthMs: range.lengthMs,
    zoom: (by: 1 | -1, around: number) => set(zoomed(range, by, around, bounds)),
    shift: (share: number) => set(shifted(range, share, bounds)),
    choose: (lengthMs: number) => set({ lengthMs }),
  };
}

function remembered(): TimelineRange {
  const kept = Number(window.localStorage.getItem(storageKey));
  return { lengthMs: timelineLengths.find((ms) => ms === kept) ?? usualLengthMs };
}
