import { breakSeconds, coarse, type Onset } from "./find-onset.ts";

/** What was found out about problems, for as long as they last. By problem id; instants in Unix seconds. */
export interface OnsetMemory {
  all(): ReadonlyMap<string, Onset>;
  has(id: string): boolean;
  remember(id: string, onset: Onset): void;
  /** When the problem was last seen to be over; if it comes back, it began after. */
  overSince(id: string): number | undefined;
  /**
   * These problems are there now; the others are over, or have dipped for a moment. One whose edge is `gone` is over:
   * nothing was sent along it in a whole window.
   */
  seen(present: ReadonlySet<string>, at: number, isGone: (id: string) => boolean): void;
}

/** Coarse samples reach back so far that they join a problem to the one before it: so soon, look closely. */
const soonSeconds = 3 * coarse.windowSeconds;

export function createOnsetMemory(): OnsetMemory {
  const found = new Map<string, Onset>();
  const overSince = new Map<string, number>();
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
