import type { SourceState } from "@fyr/contract";
import type { ObserverDeps } from "../observer-deps.ts";
import { foreseenSentence, sentenceOf } from "../source/sentence.ts";
import { createSourceRecord } from "../source/source-record.ts";
import { alignedInstant, nextAlignedLook } from "./aligned-instant.ts";

/** Looks at the mesh in one window, one after the other, and how the last ones went. */
export interface LookCycle {
  /** Never rejects: a failed look is told as `onStale`. Gives the milliseconds until the next one is due. */
  run(signal: AbortSignal): Promise<number>;
  /** The newest look, ended or not. */
  newest(): Promise<unknown>;
  /** Runs what belongs to a look but comes later; it fails like the look itself. */
  attempt(run: () => void): void;
  /** Prometheus as of now. */
  source(): SourceState;
  isFailing(): boolean;
  /** The last look succeeded, not long ago. */
  isFresh(): boolean;
  /** Why the last look that failed did. */
  fault(): unknown;
}

export interface LookSteps {
  readonly everySeconds: number;
  /** Rejects when there is nothing new as of `at` (Unix seconds). */
  readonly measure: (at: number, signal: AbortSignal) => Promise<void>;
  readonly show: (signal: AbortSignal) => void;
  /** What was shown stays, and the source says why. */
  readonly onStale: () => void;
}

/** A failing source is asked again at least this often. */
const retryMs = 5_000;

export function createLookCycle({ now, metrics, onMishap }: ObserverDeps, steps: LookSteps): LookCycle {
  const everyMs = steps.everySeconds * 1000;
  const prometheus = createSourceRecord("prometheus");
  let newest: Promise<void> = Promise.resolve();
  let lookedAt = 0;
  let lookMs = 0;
  let fault: unknown;

  function fail(error: unknown): void {
    if (foreseenSentence(error) === undefined) onMishap(error, "looking at the mesh");
    fault = error;
    prometheus.failed(sentenceOf(error));
    steps.onStale();
  }

  async function look(startedAt: number, signal: AbortSignal): Promise<void> {
    // Stale must show within two refreshes, yet not for a source that is always this slow.
    const overdue = setInterval(
      () => {
        prometheus.failed(`Prometheus has not answered for ${Math.round((now() - startedAt) / 1000)} s.`);
        steps.onStale();
      },
      Math.max(0.8 * everyMs, 2 * lookMs),
    );
    try {
      await steps.measure(alignedInstant(startedAt / 1000, steps.everySeconds), signal);
      lookedAt = now();
      lookMs = lookedAt - startedAt;
      prometheus.answered(lookedAt / 1000);
      steps.show(signal);
    } catch (error) {
      if (!signal.aborted) fail(error);
    } finally {
      clearInterval(overdue);
    }
  }

  /** A source that needs long is given a pause of the same length. */
  function pauseMs(tookMs: number): number {
    if (prometheus.isFailing()) return Math.min(retryMs, everyMs);
    return nextAlignedLook((now() + tookMs) / 1000, steps.everySeconds) * 1000 - now();
  }

  return {
    run: async (signal) => {
      const startedAt = now();
      newest = look(startedAt, signal);
      await newest;
      const tookMs = now() - startedAt;
      metrics.ticked(prometheus.isFailing() ? "failed" : "ok", tookMs / 1000);
      return pauseMs(tookMs);
    },
    newest: () => newest,
    attempt: (run) => {
      try {
        run();
      } catch (error) {
        fail(error);
      }
    },
    source: () => prometheus.state(now() / 1000),
    isFailing: prometheus.isFailing,
    isFresh: () => now() - lookedAt < 2 * everyMs && !prometheus.isFailing(),
    fault: () => fault,
  };
}
