/** Holds back what was to be done until it is called for, or for so long that nobody should wait longer. */
export interface WaitingRoom {
  /** Returns what takes it away again. */
  enter(run: () => void): () => void;
  /** Runs everything that waits, once. */
  callAll(): void;
}

export function createWaitingRoom(patienceMs: number): WaitingRoom {
  const waiting = new Set<() => void>();
  return {
    enter: (run) => {
      const call = () => {
        leave();
        run();
      };
      const leave = () => {
        clearTimeout(timer);
        waiting.delete(call);
      };
      const timer = setTimeout(call, patienceMs);
      waiting.add(call);
      return leave;
    },
    callAll: () => {
      for (const call of [...waiting]) call();
    },
  };
}
