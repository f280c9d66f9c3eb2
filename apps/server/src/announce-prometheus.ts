import { PrometheusError } from "@fyr/prometheus";
import type { Telemetry } from "./observer/source/telemetry.ts";

interface Announcing {
  readonly telemetry: Pick<Telemetry, "version">;
  readonly say: (sentence: string) => void;
  /** Resolves after so many ms, or when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

const askAgainMs = 5_000;

/**
 * Says once that Prometheus does not answer at start, and once that it does now; nothing where it answers at once.
 * Ends with the first answer.
 */
export async function announcePrometheus({ telemetry, say, wait, signal }: Announcing): Promise<void> {
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const fault = await faultOf(telemetry, signal);
    if (signal.aborted) return;
    if (fault === undefined) {
      if (!isFirst) say("Prometheus answers now.");
      return;
    }
    if (isFirst) say(`${fault} Fyr goes on asking, and shows the map as soon as it answers.`);
    await wait(askAgainMs, signal);
  }
}

/** A refusal is an answer: somebody is there, and says the rest when the map is asked for. */
async function faultOf(telemetry: Pick<Telemetry, "version">, signal: AbortSignal): Promise<string | undefined> {
  try {
    await telemetry.version(signal);
    return undefined;
  } catch (error) {
    if (error instanceof PrometheusError && error.code === "prometheus_rejected") return undefined;
    return error instanceof Error ? error.message : String(error);
  }
}
