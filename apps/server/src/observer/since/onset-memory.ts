import type { EdgeId } from "@fyr/contract";
import { breakSeconds, coarse, type Onset } from "./find-onset.ts";

/** When edges left healthy, for as long as they are not well. Instants in Unix seconds. */
export interface OnsetMemory {
  all(): ReadonlyMap<EdgeId, Onset>;
  has(edge: EdgeId): boolean;
  remember(edge: EdgeId, onset: Onset): void;
  /** When it was last seen to be well; if trouble comes back, it began after. */
  overSince(edge: EdgeId): number | undefined;
  /**
   * These edges are unwell now; the others are well again, or have dipped for a moment. Trouble of one that is gone is
   * over: nothing was sent along it in a whole window.
   */
  seen(present: ReadonlySet<EdgeId>, at: number, isGone: (edge: EdgeId) => boolean): void;
}

/** Coarse samples reach back so far that they join a problem to the one before it: so soon, look closely. */
const soonSeconds = 3 * coarse.windowSeconds;

export function createOnsetMemory(): OnsetMemory {
  const found = new Map<EdgeId, Onset>();
  const overSince = new Map<EdgeId, number>();
  return {
    all: () => found,
    has: (id) => found.has(id),
    remember: (id, onset) => {
      found.set(id, onset);
      overSince.delete(id);
    },
    overSince: (id) => overSince.get(id),
    seen: (present, at, isGone) => {
      for (const id of found.keys()) if (!present.has(id) && !overSince.has(id)) overSince.set(id, at);
      for (const [id, over] of overSince) {
        if (at - over >= breakSeconds || isGone(id)) found.delete(id);
        else if (present.has(id) && found.has(id)) overSince.delete(id);
        if (at - over > soonSeconds) overSince.delete(id);
      }
    },
  };
}
