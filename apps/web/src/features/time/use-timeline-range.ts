import { useView } from "../../view/use-view.ts";
import { type TimelineView, usualTimelineSeconds } from "../../view/view-state.ts";
import { shifted, type TimelineBounds, timelineSpan, zoomed } from "./timeline-range.ts";

const usual: TimelineView = { lengthSeconds: usualTimelineSeconds };

/** What the timeline covers, and the ways to change it. Only a length that is chosen is a step to go back from. */
export function useTimelineRange(bounds: TimelineBounds) {
  const [{ timeline = usual }, change] = useView();
  const move = (next: TimelineView) => change({ timeline: next }, { replace: true });
  return {
    span: timelineSpan(timeline, bounds),
    lengthSeconds: timeline.lengthSeconds,
    zoom: (by: 1 | -1, around: number) => move(zoomed(timeline, by, around, bounds)),
    shift: (share: number) => move(shifted(timeline, share, bounds)),
    choose: (lengthSeconds: TimelineView["lengthSeconds"]) => change({ timeline: { lengthSeconds } }),
  };
}
