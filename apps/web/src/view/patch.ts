import { defaultView } from "./url.ts";
import type { TimelineView, ViewState } from "./view-state.ts";

/** What is to be different. `undefined` takes a field away, or back to its default. */
export type ViewPatch = { readonly [Field in keyof ViewState]?: ViewState[Field] | undefined };

/** `patched(view, {})` equals `view`. */
export function patched(view: ViewState, patch: ViewPatch): ViewState {
  const {
    at,
    namespaces,
    selection,
    viewport,
    windowSeconds,
    labels,
    grain,
    serviceNodes,
    as,
    folding,
    find,
    hide,
    focus,
    kiosk,
    timeline,
  } = {
    ...view,
    ...patch,
  };
  return {
    windowSeconds: windowSeconds ?? defaultView.windowSeconds,
    labels: labels ?? defaultView.labels,
    grain: grain ?? defaultView.grain,
    as: as ?? defaultView.as,
    ...(serviceNodes && { serviceNodes }),
    ...(at !== undefined && { at }),
    ...(namespaces !== undefined && { namespaces }),
    ...(selection !== undefined && { selection }),
    ...(viewport !== undefined && { viewport }),
    ...(folding !== undefined && { folding }),
    ...(find !== undefined && find !== "" && { find }),
    ...(hide !== undefined && hide !== "" && { hide }),
    ...(focus !== undefined && { focus }),
    ...(kiosk !== undefined && { kiosk }),
    ...(timeline !== undefined && { timeline: at === view.at ? timeline : holding(timeline, at) }),
  };
}

/** A timeline that was moved away stays where it is while the moment on screen lies in it. */
function holding(timeline: TimelineView, at: string | undefined): TimelineView {
  const { until, lengthSeconds } = timeline;
  if (until === undefined) return timeline;
  const before = at === undefined ? -1 : Date.parse(until) - Date.parse(at);
  return before >= 0 && before <= lengthSeconds * 1000 ? timeline : { lengthSeconds };
}
