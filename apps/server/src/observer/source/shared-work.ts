import { untilAborted } from "./until-aborted.ts";

/** Work done once for all who ask for the same, its results kept for the next. */
export interface SharedWork<T> {
  /** The work is aborted when everybody who waits for it has gone. Failures are not kept. */
  get(key: string, run: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

interface Job<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** `limit`: results kept; the one not asked for the longest goes first. */
export function createSharedWork<T>(limit: number): SharedWork<T> {
  const kept = new Map<string, T>();
  const jobs = new Map<string, Job<T>>();

  function remember(key: string, value: T): void {
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
  }

  function start(key: string, run: (signal: AbortSignal) => Promise<T>): Job<T> {
    const stop = new AbortController();
    const result = run(stop.signal)
      .then((value) => {
        remember(key, value);
        return value;
      })
      .finally(() => {
        if (jobs.get(key)?.stop === stop) jobs.delete(key);
      });
    // Whoever waits hears of a failure; when all have gone nobody does, and nobody needs to.
    result.catch(() => undefined);
    const job = { result, stop, waiting: 0 };
    jobs.set(key, job);
    return job;
  }

  return {
    get: async (key, run, signal) => {
      signal.throwIfAborted();
      const value = kept.get(key);
      if (value !== undefined) {
        remember(key, value);
        return value;
      }
      const job = jobs.get(key) ?? start(key, run);
      job.waiting++;
      try {
        return await untilAborted(job.result, signal);
      } finally {
        job.waiting--;
        if (job.waiting === 0 && jobs.get(key) === job) {
          jobs.delete(key);
          job.stop.abort(new DOMException("Nobody waits for it any more.", "AbortError"));
        }
      }
    },
  };
}
