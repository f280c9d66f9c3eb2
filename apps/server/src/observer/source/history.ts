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
  /** The same of several moments, asked together. */
  trustedWindows(asked: number, moments: readonly number[], signal: AbortSignal): Promise<readonly number[]>;
  /** Unix seconds. */
  oldestSample(signal: AbortSignal): Promise<number | undefined>;
}

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
  const windows = createSharedWork<readonly number[]>(keptWindows);
  const minimumWindowSeconds = async (signal: AbortSignal) =>
    Math.ceil(intervalsPerWindow * (await telemetry.scrapeInterval(now() / 1000, signal)));

  /** One request, and one more where some moments have too few samples and lie in history. */
  async function widened(window: number, moments: readonly number[], signal: AbortSignal): Promise<number[]> {
    const counts = await telemetry.samplesWithin(window, moments, signal);
    const isFine = (place: number) => (counts[place] ?? 0) >= enoughSamples || window >= widestSeconds;
    const sparse = moments.filter((_, place) => !isFine(place));
    const oldest = sparse.length === 0 ? undefined : await telemetry.oldestSample(now() / 1000, signal);
    const coarse = sparse.filter((at) => oldest !== undefined && at > oldest);
    const samples = coarse.length === 0 ? [] : await telemetry.samplesWithin(widestSeconds, coarse, signal);
    const found = new Map(coarse.map((at, place) => [at, samples[place] ?? 0]));
    return moments.map((at) => Math.max(window, neededFor(found.get(at))));
  }

  const trustedWindows: History["trustedWindows"] = async (asked, moments, signal) => {
    const window = Math.max(asked, await minimumWindowSeconds(signal));
    return windows.get(`${window}|${moments.join()}`, (shared) => widened(window, moments, shared), signal);
  };

  return {
    minimumWindowSeconds,
    trustedWindows,
    trustedWindowSeconds: async (asked, at, signal) => (await trustedWindows(asked, [at], signal))[0] ?? asked,
    oldestSample: (signal) => telemetry.oldestSample(now() / 1000, signal),
  };
}

/** What holds enough samples, in whole minutes: a sample more or less must not change the window from one moment to the next. */
function neededFor(samplesInWidest: number | undefined): number {
  if (samplesInWidest === undefined || samplesInWidest < intervalsPerWindow) return 0;
  return Math.ceil((intervalsPerWindow * widestSeconds) / samplesInWidest / 60) * 60;
}
