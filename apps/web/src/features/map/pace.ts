/** Watches how long frames take, and calls for rest when most of the last ones were too long. */
export interface Pace {
  /** A frame begins. `now` in ms. */
  frame(now: number): void;
  mayMove(): boolean;
  /** What comes next is not measured against what was before. */
  restart(): void;
}

/** Half of the frames above this: motion is taken away for a while. ms */
const SLOW_FRAME = 45;
const WATCHED_FRAMES = 40;
const REST_MS = 20_000;

export function createPace(): Pace {
  let last: number | undefined;
  let spans: number[] = [];
  let restUntil = 0;
  return {
    frame(now) {
      if (last !== undefined) spans.push(now - last);
      last = now;
      if (spans.length < WATCHED_FRAMES) return;
      const median = spans.sort((a, b) => a - b)[WATCHED_FRAMES / 2] ?? 0;
      if (median > SLOW_FRAME) restUntil = now + REST_MS;
      spans = [];
    },
    mayMove: () => (last ?? 0) >= restUntil,
    restart() {
      last = undefined;
      spans = [];
    },
  };
}
