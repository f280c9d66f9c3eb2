import type { Topology } from "@fyr/contract";
import type { Reel } from "./reel.ts";

/** How many seconds of the past go by in one second. */
export const speeds = [1, 10, 60] as const;
export type Speed = (typeof speeds)[number];

/** A span of the past in memory, and what of it is on screen. Instants in ms since epoch. */
export interface Playback {
  readonly reel?: Reel;
  readonly stepMs: number;
  /** What its frames were asked for: window and scope. */
  readonly question: string;
  /** Stands in for the moment of the address while playing or scrubbing; `over` is that moment, "" for live. */
  readonly shown?: { readonly at: number; readonly over: string };
  /** The last picture that came while scrubbing where nothing is held: of `shown.at`, or the nearest there was. */
  readonly glimpse?: Glimpse;
  readonly isPlaying: boolean;
  readonly speed: Speed;
}

interface Glimpse {
  readonly frame: Topology;
  readonly question: string;
}

export interface PlaybackStore {
  readonly getState: () => Playback;
  readonly subscribe: (listener: () => void) => () => void;
  hold(reel: Reel, stepMs: number, question: string): void;
  /** Shows the held frame nearest to `at`; nothing where none is near. */
  preview(at: number, over: string): void;
  /** Shows a picture of `at`, or one that stands in for it. */
  glimpse(glimpse: Glimpse, at: number, over: string): void;
  /** From the frame nearest to `at` to the last one; nothing where none is held there. */
  play(at: number, over: string): void;
  setSpeed(speed: Speed): void;
  /** Stops; `shown` stays until it is let go. */
  pause(): void;
  /** The address says what is on screen again. */
  letGo(): void;
}

const nothing: Playback = { stepMs: 0, question: "", isPlaying: false, speed: 60 };

export function createPlayback(): PlaybackStore {
  const listeners = new Set<() => void>();
  let state = nothing;
  let timer: ReturnType<typeof setInterval> | undefined;

  function set(next: Playback): void {
    clearInterval(timer);
    if (next.isPlaying) timer = setInterval(advance, next.stepMs / next.speed);
    tell(next);
  }

  function tell(next: Playback): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function advance(): void {
    const { reel, shown } = state;
    const next = shown && reel?.moments.find((moment) => moment > shown.at);
    if (shown === undefined || next === undefined) set({ ...state, isPlaying: false });
    else if (next === reel?.moments.at(-1)) set({ ...state, shown: { ...shown, at: next }, isPlaying: false });
    else tell({ ...state, shown: { ...shown, at: next } });
  }

  function showAt(at: number, over: string, isPlaying: boolean): void {
    const moment = state.reel?.moments[nearestPlace(state, at) ?? -1];
    if (moment === undefined) return;
    const { glimpse: _, ...rest } = state;
    set({ ...rest, shown: { at: moment, over }, isPlaying });
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hold: (reel, stepMs, question) => set({ ...nothing, speed: state.speed, reel, stepMs, question }),
    glimpse: (glimpse, at, over) => set({ ...state, glimpse, shown: { at, over }, isPlaying: false }),
    preview: (at, over) => showAt(at, over, false),
    play: (at, over) => showAt(at, over, true),
    setSpeed: (speed) => set({ ...state, speed }),
    pause: () => set({ ...state, isPlaying: false }),
    letGo: () => {
      const { shown: _, ...rest } = state;
      set({ ...rest, isPlaying: false });
    },
  };
}

/** Whether the frames held reach to `at` (ms since epoch). */
export function isHeldAt(playback: Playback, at: number): boolean {
  return nearestPlace(playback, at) !== undefined;
}

/** The held frame nearest to `at` (ms since epoch), if it lies within a step of it. */
export function nearestFrame(playback: Playback, at: number): Topology | undefined {
  const place = nearestPlace(playback, at);
  return place === undefined ? undefined : playback.reel?.frameAt(place);
}

function nearestPlace({ reel, stepMs }: Playback, at: number): number | undefined {
  const { moments = [] } = reel ?? {};
  const [first = 0] = moments;
  const place = Math.min(Math.max(Math.round((at - first) / stepMs), 0), moments.length - 1);
  const moment = moments[place];
  return moment !== undefined && Math.abs(moment - at) <= stepMs ? place : undefined;
}

/** The picture that stands for the moment shown: one fetched for it while scrubbing, else the frame nearest to it. */
export function shownFrame(playback: Playback, question: string): Topology | undefined {
  const { shown, glimpse } = playback;
  if (shown === undefined) return undefined;
  if (glimpse !== undefined) return glimpse.question === question ? glimpse.frame : undefined;
  return playback.question === question ? nearestFrame(playback, shown.at) : undefined;
}
