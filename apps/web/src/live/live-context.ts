import type { Topology } from "@fyr/contract";
import { createContext, use } from "react";
import type { LiveState, PushedChanges } from "./live-state.ts";
import { topologyOf } from "./stream-state.ts";

export interface Moment {
  readonly state: LiveState;
  readonly changes: PushedChanges;
}

/** Filled by app/ with the moment the address asks for. */
export const MomentContext = createContext<Moment>({ state: { status: "connecting" }, changes: [] });

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
