import type { Guard, ObjectChange, Shift, Topology } from "@fyr/contract";
import { createContext, use, useSyncExternalStore } from "react";
import type { LiveState, PushedChanges } from "./live-state.ts";
import { createPlayback, type Playback, type PlaybackStore } from "./playback.ts";
import { topologyOf } from "./stream-state.ts";

export interface Moment {
  readonly state: LiveState;
  readonly changes: PushedChanges;
  readonly edits: readonly ObjectChange[];
  readonly guards: readonly Guard[];
  readonly shifts: readonly Shift[];
}

/** Filled by app/ with the moment the address asks for. */
export const MomentContext = createContext<Moment>({
  state: { status: "connecting" },
  changes: [],
  edits: [],
  guards: [],
  shifts: [],
});

/** The moment on screen, live or past. */
export function useLiveState(): LiveState {
  return use(MomentContext).state;
}

/** Its picture, when there is one. */
export function useTopology(): Topology | undefined {
  return topologyOf(useLiveState());
}

/** Changes of routes as they are pushed, newest first. */
export function usePushedChanges(): PushedChanges {
  return use(MomentContext).changes;
}

/** Edits of whole objects as they are pushed, newest first. */
export function usePushedEdits(): readonly ObjectChange[] {
  return use(MomentContext).edits;
}

/** Guards and shifts as they are pushed. */
export function usePushedGuards(): Pick<Moment, "guards" | "shifts"> {
  return use(MomentContext);
}

/** What of the past is held in memory, and played. One for the page. */
const PlaybackContext = createContext<PlaybackStore>(createPlayback());

export function usePlayback(): readonly [Playback, PlaybackStore] {
  const store = use(PlaybackContext);
  return [useSyncExternalStore(store.subscribe, store.getState), store];
}

/** The moment on screen (ms since epoch) where the address says `at`; undefined while live. */
export function useShownAt(at: string | undefined): number | undefined {
  const [{ shown }] = usePlayback();
  if (shown !== undefined && shown.over === (at ?? "")) return shown.at;
  return at === undefined ? undefined : Date.parse(at);
}
