import type { TrafficRoute } from "@fyr/contract";
import { useState } from "react";
import { routeKey } from "./change-log.ts";
import { type EditorState, isUnsaved } from "./editor-state.ts";

/** Drafts of every route while the page lives: going from one route to another loses none. */
export function useEditors() {
  const [kept, setKept] = useState<Readonly<Record<string, EditorState>>>({});
  const unsaved = Object.entries(kept).flatMap(([key, state]) => (isUnsaved(state) ? [key] : []));
  return {
    stateOf: (route: TrafficRoute): EditorState | undefined => kept[routeKey(route.route)],
    setState: (route: TrafficRoute, state: EditorState): void =>
      setKept((before) => ({ ...before, [routeKey(route.route)]: state })),
    unsaved: new Set(unsaved),
  };
}
