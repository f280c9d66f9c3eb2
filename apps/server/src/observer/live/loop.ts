/** Runs one thing again and again while somebody needs it, never twice at a time. */
export interface Loop {
  isRunning(): boolean;
  /** Starts, or brings the next run forward to now. */
  wake(): void;
  /** Ends at once; a run under way is aborted. */
  rest(): void;
}

/**
 * `run` never rejects and says in how many milliseconds it wants to run again.
 */
export function createLoop(run: (signal: AbortSignal) => Promise<number>): Loop {
  let stop: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  async function turn(signal: AbortSignal): Promise<void> {
    clearTimeout(timer);
    busy = true;
    const pauseMs = await run(signal);
    if (signal.aborted) return;
    busy = false;
    timer = setTimeout(() => void turn(signal), Math.max(0, pauseMs));
  }

  return {
    isRunning: () => stop !== undefined,
    wake: () => {
      stop ??= new AbortController();
      if (!busy) void turn(stop.signal);
    },
    rest: () => {
      stop?.abort();
      stop = undefined;
      busy = false;
      clearTimeout(timer);
    },
  };
}
