import { AppError } from "../../app-error.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { createLiveWindow, type LiveWindow } from "./live-window.ts";

/** The windows that are watched: the default one always, others while somebody wants them. */
export interface LiveWindows {
  readonly main: LiveWindow;
  /** Rejects with AppError when too many are watched. */
  of(windowSeconds: number): LiveWindow;
  /** One that is watched anyway; undefined where nobody does. The default one always. */
  watched(windowSeconds: number): LiveWindow | undefined;
  rebuild(): void;
  close(): void;
}

/** Watched at once: each costs Prometheus as much as one viewer. */
const mostWindows = 6;

export function createLiveWindows(deps: ObserverDeps, defaultWindowSeconds: number): LiveWindows {
  const main = createLiveWindow(deps, defaultWindowSeconds);
  const windows = new Map<number, LiveWindow>([[defaultWindowSeconds, main]]);

  function forgetUnwatched(): void {
    for (const [seconds, window] of windows) {
      if (window === main || window.isWatched()) continue;
      window.close();
      windows.delete(seconds);
    }
  }

  function open(windowSeconds: number): LiveWindow {
    forgetUnwatched();
    if (windows.size >= mostWindows) {
      const watched = [...windows.keys()].join(", ");
      throw new AppError("too_many_requests", `Too many different windows are watched: take one of ${watched} s.`, {
        field: "windowSeconds",
      });
    }
    const window = createLiveWindow(deps, windowSeconds);
    windows.set(windowSeconds, window);
    return window;
  }

  return {
    main,
    of: (windowSeconds) => windows.get(windowSeconds) ?? open(windowSeconds),
    watched: (windowSeconds) => {
      const window = windows.get(windowSeconds);
      return window === main || window?.isWatched() ? window : undefined;
    },
    rebuild: () => {
      for (const window of windows.values()) window.rebuild();
    },
    close: () => {
      for (const window of windows.values()) window.close();
    },
  };
}
