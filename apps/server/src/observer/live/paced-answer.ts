import type { TelemetryMoment } from "@fyr/prometheus";
import { sentenceOf } from "../source/sentence.ts";

/** Something slow that is asked for at its own pace and whose last good answer is kept. */
export interface PacedAnswer<T> {
  /** The last good answer with the instant it is about (Unix seconds). */
  last(): { readonly at: number; readonly value: T } | undefined;
  /** What went wrong since the last good answer. */
  fault(): string | undefined;
  /** Asks when it is due and nobody is asking. Never rejects; true when there is something new, be it a fault. */
  refresh(moment: TelemetryMoment, signal: AbortSignal): Promise<boolean>;
}

/** `pauseMs`: from the start of one question to the next, given how long the last took (ms). */
export function createPacedAnswer<T>(
  ask: (moment: TelemetryMoment, signal: AbortSignal) => Promise<T>,
  pauseMs: (lastDurationMs: number) => number,
  now: () => number,
): PacedAnswer<T> {
  let last: { at: number; value: T } | undefined;
  let fault: string | undefined;
  let dueAt = 0;
  let asking: Promise<boolean> | undefined;

  async function askOnce(moment: TelemetryMoment, signal: AbortSignal): Promise<boolean> {
    const startedAt = now();
    try {
      const value = await ask(moment, signal);
      last = { at: moment.at, value };
      fault = undefined;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      fault = sentenceOf(error);
      return true;
    } finally {
      dueAt = startedAt + pauseMs(now() - startedAt);
      asking = undefined;
    }
  }

  return {
    last: () => last,
    fault: () => fault,
    refresh: (moment, signal) => {
      if (asking !== undefined) return asking;
      if (now() < dueAt) return Promise.resolve(false);
      asking = askOnce(moment, signal);
      return asking;
    },
  };
}
