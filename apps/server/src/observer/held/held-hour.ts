import type { TrafficSample } from "@fyr/topology";
import { createHeldTable, type HeldTable, type Tile } from "./held-table.ts";

/** Measurements of one window, as of `at` (Unix seconds). */
export interface Kept {
  readonly at: number;
  readonly windowSeconds: number;
  readonly samples: readonly TrafficSample[];
  /** Absent where none are known yet; `at`: they may be somewhat older. */
  readonly latencies?: { readonly at: number; readonly samples: readonly TrafficSample[] };
}

interface HeldAnswer {
  /** Unix seconds, where the newest window that is held ends. */
  readonly at: number;
  readonly latencyAt?: number;
  readonly samples: readonly TrafficSample[];
}

/** The last hour of what was measured while somebody watched, in windows that lie end to end. */
export interface HeldHour {
  /** The instants, up to `at`, whose windows would go on from what is held; oldest first. All in Unix seconds. */
  due(at: number, windowSeconds: number): readonly number[];
  keep(kept: Kept): void;
  /**
   * Means over `windowSeconds`, ending no more than a window before `at`; quantiles come of the sums of all buckets.
   * Undefined where not all of it is held. The same answer until there is a newer window.
   */
  answer(windowSeconds: number, at: number): HeldAnswer | undefined;
  /** Bytes of numbers held. */
  bytes(): number;
}

interface Window {
  readonly at: number;
  readonly rates: Tile;
  readonly latencyAt?: number;
  readonly latencies?: Tile;
}

const heldSeconds = 3600;
/** A rest longer than this many windows breaks the row: what came before is of no use any more. */
const mostMissed = 3;
/** Of the windows, those whose latencies must be there; the first picture never has any. */
const enoughLatencies = 0.75;
/** Samples that are gone may take as much room as those that are there, and some. */
const spareRows = 1000;

/** `mostBytes`: of numbers; a mesh too large for it is held for less than an hour. */
export function createHeldHour(mostBytes: number): HeldHour {
  let windows: Window[] = [];
  let tileSeconds = 0;
  let rates = createHeldTable();
  let durations = createHeldTable();
  let answers = new Map<number, HeldAnswer>();

  const newestAt = () => windows.at(-1)?.at;
  const bytes = () =>
    windows.reduce((sum, { rates: r, latencies }) => sum + r.byteLength + (latencies?.byteLength ?? 0), 0);

  function forget(windowSeconds: number): void {
    windows = [];
    tileSeconds = windowSeconds;
    rates = createHeldTable();
    durations = createHeldTable();
  }

  function due(at: number, windowSeconds: number): readonly number[] {
    const newest = newestAt();
    if (newest === undefined || windowSeconds !== tileSeconds) return [at];
    const missed = Math.floor((at - newest) / windowSeconds);
    if (missed > mostMissed) return [at];
    return Array.from({ length: Math.max(0, missed) }, (_, index) => newest + (index + 1) * windowSeconds);
  }

  function compact(): void {
    const newest = windows.at(-1);
    if (newest === undefined || !isSparse(rates, newest.rates)) return;
    const kept = rates.compacted(windows.map((window) => window.rates));
    const timed = durations.compacted(windows.map(({ latencies }) => latencies ?? new Float32Array()));
    windows = windows.map(({ latencies, ...window }, index) => ({
      ...window,
      rates: kept.tiles[index] ?? new Float32Array(),
      ...(latencies !== undefined && { latencies: timed.tiles[index] ?? new Float32Array() }),
    }));
    [rates, durations] = [kept.table, timed.table];
  }

  function newestWindows(windowSeconds: number): readonly Window[] | undefined {
    const count = windowSeconds / tileSeconds;
    if (!Number.isInteger(count) || count < 2 || count > windows.length) return undefined;
    const used = windows.slice(-count);
    return used.every(({ at }, index) => index === 0 || at - (used[index - 1]?.at ?? 0) === tileSeconds)
      ? used
      : undefined;
  }

  function answerOf(windowSeconds: number): HeldAnswer | undefined {
    const used = newestWindows(windowSeconds);
    const newest = used?.at(-1);
    if (used === undefined || newest === undefined) return undefined;
    const timed = used.flatMap(({ latencies }) => latencies ?? []);
    if (timed.length < enoughLatencies * used.length) return undefined;
    const latencyAt = used.findLast((window) => window.latencyAt !== undefined)?.latencyAt;
    return {
      at: newest.at,
      ...(latencyAt !== undefined && { latencyAt }),
      samples: [...rates.meanOf(used.map((window) => window.rates)), ...durations.meanOf(timed)],
    };
  }

  return {
    due,
    bytes,
    keep: ({ at, windowSeconds, samples, latencies }) => {
      if (!due(at, windowSeconds).includes(at)) return;
      if (windowSeconds !== tileSeconds) forget(windowSeconds);
      const isNew = latencies !== undefined && windows.every((window) => window.latencyAt !== latencies.at);
      windows.push({
        at,
        rates: rates.tileOf(samples),
        ...(isNew && { latencyAt: latencies.at, latencies: durations.tileOf(latencies.samples) }),
      });
      windows = windows.filter((window) => window.at > at - heldSeconds);
      while (bytes() > mostBytes) windows.shift();
      compact();
      answers = new Map();
    },
    answer: (windowSeconds, at) => {
      const newest = newestAt();
      // Nothing newer has come when it was due: somebody else knows why.
      if (newest === undefined || at - newest >= 2 * tileSeconds) return undefined;
      const known = answers.get(windowSeconds) ?? answerOf(windowSeconds);
      if (known !== undefined) answers.set(windowSeconds, known);
      return known;
    },
  };
}

function isSparse(table: HeldTable, newest: Tile): boolean {
  let used = 0;
  for (const value of newest) if (!Number.isNaN(value)) used += 1;
  return table.size() > 2 * used + spareRows;
}
