import type { UsualPicture } from "@fyr/topology";
import type { ObserverDeps } from "../observer-deps.ts";
import { foreseenSentence } from "../source/sentence.ts";
import { createSharedWork } from "../source/shared-work.ts";
import { measureBefore, usualFrom } from "../source/usual-before.ts";

/** What was usual at a moment of the past, and what is to be said where that could not be read. */
export interface PastUsual {
  readonly usual?: UsualPicture;
  readonly warnings: readonly string[];
}

/** As often as the live picture's is asked for anew: neighbouring moments share one. */
const slotSeconds = 600;
const keptSlots = 36;

/** `at`: Unix seconds. Rejects only when aborted. */
export function createPastUsual(deps: ObserverDeps): (at: number, signal: AbortSignal) => Promise<PastUsual> {
  const { inventory } = deps;
  const slots = createSharedWork<PastUsual>(keptSlots);
  return async (at, signal) => {
    const slot = Math.floor(at / slotSeconds) * slotSeconds;
    const known = inventory();
    try {
      const run = async (shared: AbortSignal): Promise<PastUsual> => {
        const before = await measureBefore(deps, slot, shared);
        return { ...(before && { usual: usualFrom(before, known, deps) }), warnings: [] };
      };
      return await slots.get(`${slot} ${known !== undefined}`, run, signal);
    } catch (error) {
      signal.throwIfAborted();
      return {
        warnings: [`How it usually is could not be read: ${foreseenSentence(error) ?? "Fyr's log says more."}`],
      };
    }
  };
}
