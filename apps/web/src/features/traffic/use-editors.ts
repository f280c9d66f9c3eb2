import type { TrafficRoute } from "@fyr/contract";
import { useState } from "react";
import { type ChosenRoute, isChosen } from "./chosen-route.ts";
import { routeKey } from "./progress/change-log.ts";
import { type EditorState, isUnsaved } from "./weights/editor-state.ts";

interface Kept {
  /** As it was when the state last changed: all there is to show once it is gone from the cluster. */
  readonly route: TrafficRoute;
  readonly state: EditorState;
}

/** Drafts of every route while the page lives: going from one route to another loses none. */
export function useEditors() {
  const [kept, setKept] = useState<Readonly<Record<string, Kept>>>({});
  const unsaved = Object.entries(kept).flatMap(([key, { state }]) => (isUnsaved(state) ? [key] : []));
  return {
    stateOf: (route: TrafficRoute): EditorState | undefined => kept[routeKey(route.route)]?.state,
    setState: (route: TrafficRoute, state: EditorState): void =>
      setKept((before) => ({ ...before, [routeKey(route.route)]: { route, state } })),
    /** A route a draft or a change is kept for, wherever it has gone. */
    lastKnown: (chosen: ChosenRoute | undefined): TrafficRoute | undefined =>
      Object.values(kept).find(({ route, state }) => isChosen(route.route, chosen) && !isUntouched(state))?.route,
    unsaved: new Set(unsaved),
  };
}

function isUntouched(state: EditorState): boolean {
  return state.step !== "watch" && !isUnsaved(state);
}
