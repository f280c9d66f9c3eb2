/** Up to here healthy lines are drawn at full strength. */
const CALM = 60;
/** From here on they are as faint as they get. */
const CROWDED = 150;
const FAINTEST = 0.46;

/** How many strengths there are below the full one. */
export const FADE_STEPS = 3;

/** 0: full strength, up to `FADE_STEPS`. The more there is to see, the less of it what is well. */
export function fadeStep(nodes: number): number {
  if (nodes <= CALM) return 0;
  return Math.min(FADE_STEPS, Math.ceil(((nodes - CALM) / (CROWDED - CALM)) * FADE_STEPS));
}

/** Opacity at a step. */
export function fadeAt(step: number): number {
  return 1 - ((1 - FAINTEST) * step) / FADE_STEPS;
}
