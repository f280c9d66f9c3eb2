import { useSyncExternalStore } from "react";

/** Whether the page fills the screen, and the switch. Refused by the browser or its policy: it stays as large as it is. */
export function useFullScreen(): readonly [isFull: boolean, toggle: () => void] {
  const isFull = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  const toggle = () => {
    const done = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    done?.catch(() => undefined);
  };
  return [isFull, toggle];
}

function subscribe(listener: () => void): () => void {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
}
