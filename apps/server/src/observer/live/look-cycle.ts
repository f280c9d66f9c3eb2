import type { ObserverDeps } from "../observer-deps.ts";
import { nextAlignedLook } from "./aligned-instant.ts";
import type { LookRecord } from "./look-record.ts";
import type { OneLook } from "./one-look.ts";

/** Looks, one after the other, at a pace that spares a source in trouble. */
export interface LookCycle {
  /** Never rejects. Gives the milliseconds until the next look is due. */
  run(signal: AbortSignal): Promise<number>;
  /** The newest look, ended or not. */
  newest(): Promise<unknown>;
}

/** A failing source is asked again at least this often. */
const retryMs = 5_000;

export function createLookCycle(
  { now, metrics }: Pick<ObserverDeps, "now" | "metrics">,
  everySeconds: number,
  record: LookRecord,
  look: OneLook["look"],
): LookCycle {
  let newest: Promise<void> = Promise.resolve();

  /** A source that needs long is given a pause of the same length. */
  function pauseMs(tookMs: number): number {
    if (record.isFailing()) return Math.min(retryMs, everySeconds * 1000);
    return nextAlignedLook((now() + tookMs) / 1000, everySeconds) * 1000 - now();
  }

  return {
    run: async (signal) => {
      const startedAt = now();
      newest = look(startedAt, signal);
      await newest;
      const tookMs = now() - startedAt;
      metrics.ticked(record.isFailing() ? "failed" : "ok", tookMs / 1000);
      return pauseMs(tookMs);
    },
    newest: () => newest,
  };
}
