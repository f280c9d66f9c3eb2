/** Seconds. */
export interface PaceBounds {
  /** Everybody who asks within this sees the same. */
  readonly shared: number;
  /** No answer stands for longer, however long it took. */
  readonly longest: number;
}

/** Of the time, looks take a third at most: what takes Prometheus long is looked at less often. */
const restTimes = 3;

/** Which moment whoever asks for now is told of. It does not go back, unless the clock does. */
export interface LivePace {
  /** Unix seconds in, Unix seconds out. */
  momentAt(now: number): number;
  /** How long a look took, in seconds. */
  took(seconds: number): void;
}

export function createLivePace({ shared, longest }: PaceBounds): LivePace {
  let last = Number.NEGATIVE_INFINITY;
  let rest = 0;
  return {
    momentAt(now) {
      // What is being scraped at this second is not there yet.
      const slot = Math.floor((now - 1) / shared) * shared;
      const isSetBack = last - slot > longest;
      if (isSetBack || (slot > last && slot - last >= rest)) last = slot;
      return last;
    },
    took(seconds) {
      rest = Math.min(longest, restTimes * seconds);
    },
  };
}
