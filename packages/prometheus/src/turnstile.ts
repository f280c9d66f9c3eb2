/** Lets a few through at a time; the others wait in the order they came. */
export interface Turnstile {
  /** Resolves when it is the caller's turn, with what to call when done. Rejects with the signal's reason. */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function createTurnstile(most: number): Turnstile {
  let inside = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    const [next] = waiting;
    if (next === undefined) inside -= 1;
    else next();
  };
  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (inside < most) inside += 1;
      else await turn(waiting, signal);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        leave();
      };
    },
  };
}

function turn(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      waiting.delete(admit);
      signal?.removeEventListener("abort", giveUp);
    };
    const admit = () => {
      settle();
      resolve();
    };
    const giveUp = () => {
      settle();
      reject(signal?.reason);
    };
    waiting.add(admit);
    signal?.addEventListener("abort", giveUp, { once: true });
  });
}
