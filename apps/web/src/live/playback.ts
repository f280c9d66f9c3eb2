import type { Topology } from "@fyr/contract";

/** How many seconds of the past go by in one second. */
export const speeds = [1, 10, 60] as const;
export type Speed = (typeof speeds)[number];

/** A span of the past in memory, and what of it is on screen. Instants in ms since epoch. */
export interface Playback {
  /** Oldest first; empty where nothing is held. */
  readonly frames: readonly Topology[];
  readonly stepMs: number;
  /** What the frames were asked for: window and scope. */
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
  hold(frames: readonly Topology[], stepMs: number, question: string): void;
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

const nothing: Playback = { frames: [], stepMs: 0, question: "", isPlaying: false, speed: 60 };

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
    const { frames, shown } = state;
    const next = shown && frames.find((frame) => atOf(frame) > shown.at);
    if (shown === undefined || next === undefined) set({ ...state, isPlaying: false });
    else if (next === frames.at(-1)) set({ ...state, shown: { ...shown, at: atOf(next) }, isPlaying: false });
    else tell({ ...state, shown: { ...shown, at: atOf(next) } });
  }

  function showAt(at: number, over: string, isPlaying: boolean): void {
    const frame = nearestFrame(state, at);
    if (frame === undefined) return;
    const { glimpse: _, ...rest } = state;
    set({ ...rest, shown: { at: atOf(frame), over }, isPlaying });
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hold: (frames, stepMs, question) => set({ ...nothing, speed: state.speed, frames, stepMs, question }),
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

/** The held frame nearest to `at` (ms since epoch), if it lies within a step of it. */
export function nearestFrame({ frames, stepMs }: Playback, at: number): Topology | undefined {
  const [first] = frames;
  if (first === undefined) return undefined;
  const place = Math.round((at - atOf(first)) / stepMs);
  const frame = frames[Math.min(Math.max(place, 0), frames.length - 1)];
  return frame !== undefined && Math.abs(atOf(frame) - at) <= stepMs ? frame : undefined;
}

/** The picture that stands for the moment shown: one fetched for it while scrubbing, else the frame nearest to it. */
export function shownFrame(playback: Playback, question: string): Topology | undefined {
  const { shown, glimpse } = playback;
  if (shown === undefined) return undefined;
  if (glimpse !== undefined) return glimpse.question === question ? glimpse.frame : undefined;
  return playback.question === question ? nearestFrame(playback, shown.at) : undefined;
}

export function atOf(frame: Topology): number {
  return Date.parse(frame.at);
}
