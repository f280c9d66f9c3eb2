import { createSharedWork } from "./shared-work.ts";
import type { Telemetry } from "./telemetry.ts";

/** What the telemetry can tell: how dense its samples are and how far back they reach. Asked seldom, kept. */
export interface History {
  /** The smallest window rates can be trusted in: 4 scrape intervals, in whole seconds. */
  minimumWindowSeconds(signal: AbortSignal): Promise<number>;
  /**
   * The window asked for where rates can be trusted in it at `at` (Unix seconds), else a wider one: history is often
   * kept coarser than what is scraped now.
   */
  trustedWindowSeconds(asked: number, at: number, signal: AbortSignal): Promise<number>;
  /** Unix seconds. */
  oldestSample(signal: AbortSignal): Promise<number | undefined>;
}

const keepMs = 10 * 60_000;
const intervalsPerWindow = 4;
/** A sample may be missing, or lie just outside. */
const enoughSamples = intervalsPerWindow - 1;
/** History that is coarser than a quarter of this is not looked for. */
const widestSeconds = 1200;
const keptWindows = 256;

/** `now`: ms since epoch. */
export function createHistory(
  telemetry: Pick<Telemetry, "scrapeInterval" | "samplesWithin" | "oldestSample">,
  now: () => number,
): History {
  const interval = keepFor(keepMs, now, (at, signal) => telemetry.scrapeInterval(at, signal));
  const oldest = keepFor(keepMs, now, (at, signal) => telemetry.oldestSample(at, signal));
  const windows = createSharedWork<number>(keptWindows);
  const minimumWindowSeconds = async (signal: AbortSignal) => Math.ceil(intervalsPerWindow * (await interval(signal)));

  async function widened(window: number, at: number, signal: AbortSignal): Promise<number> {
    if ((await telemetry.samplesWithin(window, at, signal)) >= enoughSamples || window >= widestSeconds) return window;
    const samples = await telemetry.samplesWithin(widestSeconds, at, signal);
    if (samples < intervalsPerWindow) return window;
    // In whole minutes: a sample more or less must not change the window from one moment to the next.
    return Math.max(window, Math.ceil((intervalsPerWindow * widestSeconds) / samples / 60) * 60);
  }

  return {
    minimumWindowSeconds,
    trustedWindowSeconds: async (asked, at, signal) => {
      const window = Math.max(asked, await minimumWindowSeconds(signal));
      return windows.get(`${window}|${at}`, (shared) => widened(window, at, shared), signal);
    },
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
