import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Ms since epoch, whole seconds, moving on as each second begins: for clocks and ages. */
export function useNow(): number {
  return useSyncExternalStore(subscribeToSeconds, wholeSeconds);
}

function wholeSeconds(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}

/** Told as each second begins: a timer of 1,000 ms would come a little later each time, and skip one in the end. */
export function subscribeToSeconds(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setTimeout(tick, untilNextSecond());
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function tick(): void {
  timer = setTimeout(tick, untilNextSecond());
  for (const each of [...listeners]) each();
}

function untilNextSecond(): number {
  return 1000 - (Date.now() % 1000);
}
