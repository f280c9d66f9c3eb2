import { createPace } from "./pace.ts";

/** Calls for a frame of motion again and again: not with reduced motion, in a hidden tab, or while frames are slow. */
export interface Motion {
  /** Does anything move now? */
  moving(): boolean;
  /** Does the person want everything to stand still? */
  still(): boolean;
  destroy(): void;
}

export interface MotionOptions {
  readonly onFrame: () => void;
  /** Motion began or ended. */
  readonly onChange: () => void;
}

export function createMotion({ onFrame, onChange }: MotionOptions): Motion {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const pace = createPace();
  let frame = 0;
  const wanted = () => !calm.matches && document.visibilityState === "visible";

  function tick(now: number): void {
    const moved = pace.mayMove();
    pace.frame(now);
    if (pace.mayMove()) onFrame();
    else if (moved) onChange();
    frame = requestAnimationFrame(tick);
  }

  function begin(): void {
    cancelAnimationFrame(frame);
    pace.restart();
    if (wanted()) frame = requestAnimationFrame(tick);
  }

  function watch(): void {
    begin();
    onChange();
  }

  calm.addEventListener("change", watch);
  document.addEventListener("visibilitychange", watch);
  begin();
  return {
    moving: () => wanted() && pace.mayMove(),
    still: () => calm.matches,
    destroy() {
      cancelAnimationFrame(frame);
      calm.removeEventListener("change", watch);
      document.removeEventListener("visibilitychange", watch);
    },
  };
}
