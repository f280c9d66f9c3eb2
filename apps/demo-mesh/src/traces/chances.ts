import { gaussian, uniform } from "../mesh/chance.ts";

/** Chance that runs on from draw to draw: the same draws in the same order for the same seed and stream. */
export interface Chances {
  /** 0..1 */
  next(): number;
  /** Standard normal. */
  normal(): number;
  /** So many out of a mean: whole, and one more by chance for the rest. */
  count(mean: number): number;
}

export function createChances(seed: number, stream: number): Chances {
  let drawn = 0;
  const place = () => {
    drawn += 1;
    return drawn;
  };
  const next = () => uniform(seed, stream, place());
  return {
    next,
    normal: () => gaussian(seed, stream, place()),
    count: (mean) => Math.floor(mean) + (next() < mean - Math.floor(mean) ? 1 : 0),
  };
}
