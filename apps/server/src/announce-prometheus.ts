import type { Telemetry } from "./observer/source/telemetry.ts";

interface Announcing {
  readonly telemetry: Pick<Telemetry, "connection">;
  /** ms since epoch. */
  readonly now: () => number;
  readonly say: (sentence: string) => void;
  /** Resolves after so many ms, or when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

const askAgainMs = 5_000;

/**
 * Says once why Prometheus does not answer at start, and once that it does now; of one that answers, what is wrong with
 * its series, if anything. Ends with the first answer.
 */
export async function announcePrometheus({ telemetry, now, say, wait, signal }: Announcing): Promise<void> {
  let said: string | undefined;
  while (!signal.aborted) {
    const found = await lookAt(telemetry, now() / 1000, signal);
    if (signal.aborted) return;
    if (found.answers) {
      if (said !== undefined) say("Prometheus answers now.");
      for (const sentence of found.sentences) say(sentence);
      return;
    }
    if (found.sentence !== said) say(`${found.sentence} Fyr goes on asking, and shows the map as soon as it answers.`);
    said = found.sentence;
    await wait(askAgainMs, signal);
  }
}

type Found =
  | { readonly answers: true; readonly sentences: readonly string[] }
  | { readonly answers: false; readonly sentence: string };

async function lookAt(telemetry: Announcing["telemetry"], at: number, signal: AbortSignal): Promise<Found> {
  try {
    return { answers: true, sentences: await telemetry.connection(at, signal) };
  } catch (error) {
    return { answers: false, sentence: error instanceof Error ? error.message : String(error) };
  }
}
