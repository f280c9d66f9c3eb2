import { untilAborted } from "@fyr/prometheus";

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

/**
 * `limit`: results kept, or what they may weigh together; those not asked for the longest go first. A result that weighs
 * more than that is not kept.
 */
export function createSharedWork<T>(limit: number, weigh: (value: T) => number = () => 1): SharedWork<T> {
  const kept = new Map<string, { readonly value: T; readonly weight: number }>();
  const jobs = new Map<string, Job<T>>();
  let weight = 0;

  function forget(key: string): void {
    weight -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  }

  function remember(key: string, value: T): void {
    const own = weigh(value);
    if (own > limit) return;
    forget(key);
    kept.set(key, { value, weight: own });
    weight += own;
    for (const [oldest] of kept) if (weight > limit) forget(oldest);
  }

  function recall(key: string): T | undefined {
    const known = kept.get(key);
    if (known === undefined) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known.value;
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
      const value = recall(key);
      if (value !== undefined) return value;
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
