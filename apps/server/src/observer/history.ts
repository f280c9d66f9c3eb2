import type { Telemetry } from "./telemetry.ts";

/** What the telemetry can tell: how dense its samples are and how far back they reach. Asked seldom, kept. */
export interface History {
  /** The smallest window rates can be trusted in: 4 scrape intervals, in whole seconds. */
  minimumWindowSeconds(signal: AbortSignal): Promise<number>;
  /** Unix seconds. */
  oldestSample(signal: AbortSignal): Promise<number | undefined>;
}

const keepMs = 10 * 60_000;
const intervalsPerWindow = 4;

/** `now`: ms since epoch. */
export function createHistory(
  telemetry: Pick<Telemetry, "scrapeInterval" | "oldestSample">,
  now: () => number,
): History {
  const interval = keepFor(keepMs, now, (at, signal) => telemetry.scrapeInterval(at, signal));
  const oldest = keepFor(keepMs, now, (at, signal) => telemetry.oldestSample(at, signal));
  return {
    minimumWindowSeconds: async (signal) => Math.ceil(intervalsPerWindow * (await interval(signal))),
    oldestSample: oldest,
  };
}

function keepFor<T>(
  ms: number,
  now: () => number,
  ask: (at: number, signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let kept: { readonly value: T; readonly at: number } | undefined;
  return async (signal) => {
    if (kept !== undefined && now() - kept.at < ms) return kept.value;
    const value = await ask(now() / 1000, signal);
    // Nothing there yet may change any moment.
    if (value !== undefined) kept = { value, at: now() };
    return value;
  };
}
