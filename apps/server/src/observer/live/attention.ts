import type { LookCycle } from "./look-cycle.ts";
import type { LookRecord } from "./look-record.ts";
import { createLoop } from "./loop.ts";

/** Looks while somebody watches, and not otherwise. */
export interface Attention {
  /** Somebody is interested. True when it is worth waiting for the newest look: what is held may be old. */
  wake(): boolean;
  /** Somebody has left. */
  left(): void;
  isAwake(): boolean;
  close(): void;
}

/** After the last viewer left: a reload or a walk to another page need not start anew. */
const restAfterMs = 30_000;

export function createAttention(
  run: LookCycle["run"],
  record: Pick<LookRecord, "isFresh" | "isFailing">,
  isWatched: () => boolean,
): Attention {
  const loop = createLoop(run);
  let restTimer: ReturnType<typeof setTimeout> | undefined;

  function restLater(): void {
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      if (!isWatched()) loop.rest();
    }, restAfterMs);
    restTimer.unref();
  }

  return {
    wake: () => {
      restLater();
      // A source that fails now is asked again soon enough; one that failed before a rest may be well again.
      const isKnown = loop.isRunning() && (record.isFresh() || record.isFailing());
      if (!isKnown) loop.wake();
      return !isKnown && !record.isFresh();
    },
    left: restLater,
    isAwake: loop.isRunning,
    close: () => {
      loop.rest();
      clearTimeout(restTimer);
    },
  };
}
