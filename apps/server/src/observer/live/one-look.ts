import type { ObserverDeps } from "../observer-deps.ts";
import { foreseenSentence } from "../source/sentence.ts";
import { alignedInstant } from "./aligned-instant.ts";
import type { LookRecord } from "./look-record.ts";

/** What a look brought: something new to show, or why what is shown stays. `newestAt`: Unix seconds. */
export type Looked =
  | { readonly kind: "new" }
  | { readonly kind: "unchanged" }
  | { readonly kind: "stopped"; readonly newestAt: number; readonly isNew: boolean };

export interface LookSteps {
  readonly everySeconds: number;
  /** As of `at` (Unix seconds). Rejects when nothing can be known. */
  readonly measure: (at: number, signal: AbortSignal) => Promise<Looked>;
  readonly show: (signal: AbortSignal) => void;
  /** What was shown stays, and the record says why. */
  readonly onStale: () => void;
  /** After every look, however it went. */
  readonly onEnd: () => void;
}

/** One look at the mesh, and what becomes of it. */
export interface OneLook {
  /** Never rejects: a failed look is told as `onStale`. `startedAt`: ms since epoch. */
  look(startedAt: number, signal: AbortSignal): Promise<void>;
  /** Runs what belongs to a look but comes later; it fails like the look itself. */
  attempt(run: () => void): void;
}

export function createOneLook(
  { now, onMishap }: Pick<ObserverDeps, "now" | "onMishap">,
  record: LookRecord,
  steps: LookSteps,
): OneLook {
  function fail(error: unknown): void {
    if (foreseenSentence(error) === undefined) onMishap(error, "looking at the mesh");
    record.failed(error);
    steps.onStale();
  }

  function take(looked: Looked, tookMs: number, signal: AbortSignal): void {
    switch (looked.kind) {
      case "new":
        record.answered(tookMs);
        steps.show(signal);
        break;
      case "unchanged":
        record.unchanged();
        break;
      case "stopped":
        record.stopped(looked.newestAt);
        if (looked.isNew) steps.show(signal);
        else steps.onStale();
        break;
    }
  }

  return {
    look: async (startedAt, signal) => {
      const overdue = setInterval(
        () => {
          record.overdue();
          steps.onStale();
        },
        // Stale must show within two refreshes, yet not for a source that is always this slow.
        Math.max(800 * steps.everySeconds, 2 * record.lastTookMs()),
      );
      try {
        const looked = await steps.measure(alignedInstant(startedAt / 1000, steps.everySeconds), signal);
        take(looked, now() - startedAt, signal);
      } catch (error) {
        if (!signal.aborted) fail(error);
      } finally {
        clearInterval(overdue);
        if (!signal.aborted) steps.onEnd();
      }
    },
    attempt: (run) => {
      try {
        run();
      } catch (error) {
        fail(error);
      }
    },
  };
}
