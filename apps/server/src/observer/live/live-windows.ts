import { AppError } from "../../app-error.ts";
import { createHeldHour } from "../held/held-hour.ts";
import { createKeepUp } from "../held/keep-up.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import type { LiveDeps } from "./live-deps.ts";
import { createLiveWindow, type LiveWindow } from "./live-window.ts";
import { createUsualNumbers } from "./usual-numbers.ts";

/** The windows that are watched: the default one always, others while somebody wants them. */
export interface LiveWindows {
  readonly main: LiveWindow;
  /** Rejects with AppError when too many are watched. */
  of(windowSeconds: number): LiveWindow;
  /** One that is watched anyway; undefined where nobody does. The default one always. */
  watched(windowSeconds: number): LiveWindow | undefined;
  /** One that costs Prometheus nothing, for all of it is held as of `at` (Unix seconds). */
  heldAt(windowSeconds: number, at: number): LiveWindow | undefined;
  rebuild(): void;
  close(): void;
}

/** Watched at once: each costs Prometheus as much as one viewer. */
const mostWindows = 6;

const hourSeconds = 3600;
/** Of numbers: what a mesh of 2,000 workloads needs for an hour. Larger ones are held for less. */
const heldBytes = 48 * 1024 * 1024;

export function createLiveWindows(observerDeps: ObserverDeps, defaultWindowSeconds: number): LiveWindows {
  const held = createHeldHour(heldBytes);
  const shared = { ...observerDeps, held, usual: createUsualNumbers(observerDeps) };
  const main = createLiveWindow(
    { ...shared, keepUp: createKeepUp(held, observerDeps, prepareHour) },
    defaultWindowSeconds,
  );
  const deps: LiveDeps = { ...shared, keepMeasuring: () => main.wake() };
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

  function heldAt(windowSeconds: number, at: number): LiveWindow | undefined {
    if (held.answer(windowSeconds, at) === undefined) return undefined;
    const window = windows.get(windowSeconds);
    if (window !== undefined) return window;
    forgetUnwatched();
    return windows.size < mostWindows ? open(windowSeconds) : undefined;
  }

  /** Whoever wants the last hour finds its picture built. */
  function prepareHour(at: number): void {
    heldAt(hourSeconds, at)?.prepare();
  }

  return {
    main,
    of: (windowSeconds) => windows.get(windowSeconds) ?? open(windowSeconds),
    watched: (windowSeconds) => {
      const window = windows.get(windowSeconds);
      return window === main || window?.isWatched() ? window : undefined;
    },
    heldAt,
    rebuild: () => {
      for (const window of windows.values()) window.rebuild();
    },
    close: () => {
      for (const window of windows.values()) window.close();
    },
  };
}
