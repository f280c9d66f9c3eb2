import type { SourceState } from "@fyr/contract";
import type { Inventory } from "@fyr/topology";

/** What was last heard of Kubernetes. */
export interface KubernetesSide {
  /** Undefined while it was not read. */
  inventory(): Inventory | undefined;
  setInventory(inventory: Inventory): void;
  /** As of now. */
  state(): SourceState;
  /** True when it says something else than before. */
  setState(state: SourceState): boolean;
}

/** `now`: ms since epoch. */
export function createKubernetesSide(first: SourceState, now: () => number): KubernetesSide {
  let inventory: Inventory | undefined;
  let heard = { state: first, at: now() };
  return {
    inventory: () => inventory,
    setInventory: (next) => {
      inventory = next;
    },
    state: () => aged(heard.state, (now() - heard.at) / 1000),
    setState: (state) => {
      const before = heard.state;
      heard = { state, at: now() };
      return before.status !== state.status || before.message !== state.message;
    },
  };
}

/** A source that is not well grows older while nothing is heard of it. */
function aged(state: SourceState, seconds: number): SourceState {
  if (state.status !== "stale" || state.ageSeconds === undefined) return state;
  return { ...state, ageSeconds: Math.round(state.ageSeconds + seconds) };
}
