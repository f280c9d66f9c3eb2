import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { type ChosenRoute, findRoute } from "./chosen-route.ts";
import { activeRule, type EditorState, editorOr } from "./weights/editor-state.ts";

/** A route in the editor. */
export interface ShownRoute {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  readonly state: EditorState;
  /** Not on the cluster any more: `route` is how it was last seen. */
  readonly isGone: boolean;
}

interface Kept {
  stateOf(route: TrafficRoute): EditorState | undefined;
  lastKnown(chosen: ChosenRoute | undefined): TrafficRoute | undefined;
}

/**
 * The route to show with what is kept for it. One that was deleted, or no longer splits, stays on screen as long as
 * there is a draft or a change to keep.
 */
export function shownRoute(
  routes: readonly TrafficRoute[],
  chosen: ChosenRoute | undefined,
  kept: Kept,
): ShownRoute | undefined {
  return show(findRoute(routes, chosen), false, kept) ?? show(kept.lastKnown(chosen), true, kept);
}

function show(route: TrafficRoute | undefined, isGone: boolean, kept: Kept): ShownRoute | undefined {
  const state = route && kept.stateOf(route);
  const rule = route && activeRule(route, state);
  return route && rule && { route, rule, state: editorOr(state, route, rule), isGone };
}
