import type { Measured } from "@fyr/prometheus";
import type { ObserverDeps } from "../observer-deps.ts";
import { foreseenSentence } from "../source/sentence.ts";
import type { HeldHour, Kept } from "./held-hour.ts";

/** What a look brought, and the slower parts known by then with the instants they are about (Unix seconds). */
export interface LookParts {
  readonly at: number;
  readonly windowSeconds: number;
  readonly rates: Measured;
  readonly messages?: { readonly at: number; readonly value: Measured };
  readonly latencies?: { readonly at: number; readonly value: Measured };
}

/**
 * Keeps what looks bring when it goes on from what is held, and asks for a window that no look fell on. Never rejects.
 */
export type KeepUp = (parts: LookParts, signal: AbortSignal) => Promise<void>;

/** `onKept` is told when there is a newer window. */
export function createKeepUp(
  held: HeldHour,
  { telemetry, onMishap }: Pick<ObserverDeps, "telemetry" | "onMishap">,
  onKept: (at: number) => void,
): KeepUp {
  let isBusy = false;

  async function measure(at: number, windowSeconds: number, signal: AbortSignal): Promise<Kept> {
    const moment = { at, windowSeconds };
    const [traffic, messages] = await Promise.all([
      telemetry.traffic(moment, signal),
      telemetry.messages(moment, signal),
    ]);
    const latencies = await telemetry.latencies(moment, signal);
    return {
      ...moment,
      samples: [...traffic.samples, ...messages.samples],
      latencies: { at, samples: latencies.samples },
    };
  }

  async function keepUp(parts: LookParts, signal: AbortSignal): Promise<void> {
    const due = held.due(parts.at, parts.windowSeconds);
    for (const at of due) {
      held.keep(at === parts.at ? keptOf(parts) : await measure(at, parts.windowSeconds, signal));
    }
    if (due.length > 0) onKept(parts.at);
  }

  return async (parts, signal) => {
    if (isBusy) return;
    isBusy = true;
    try {
      await keepUp(parts, signal);
    } catch (error) {
      if (!signal.aborted && foreseenSentence(error) === undefined) onMishap(error, "holding the last hour");
    } finally {
      isBusy = false;
    }
  };
}

function keptOf({ at, windowSeconds, rates, messages, latencies }: LookParts): Kept {
  return {
    at,
    windowSeconds,
    samples: [...rates.samples, ...(messages?.value.samples ?? [])],
    ...(latencies !== undefined && { latencies: { at: latencies.at, samples: latencies.value.samples } }),
  };
}
