import type { Viewport } from "../../view/view-state.ts";
import type { Rect } from "./routes/shapes.ts";

/** What can be seen of a map that stands still, in map units. */
export interface Sight {
  readonly shown: Rect;
  /** Where something lies over it. */
  readonly covered: readonly Rect[];
}

/** Kept between a label and what lies over the map, px. */
const CLEAR = 4;

/** `taken`: px from the upper left corner. */
export function sightOf(shown: Rect, { x, y, zoom }: Viewport, taken: readonly Rect[]): Sight {
  const covered = taken.map(({ left, top, right, bottom }) => ({
    left: (left - CLEAR - x) / zoom,
    top: (top - CLEAR - y) / zoom,
    right: (right + CLEAR - x) / zoom,
    bottom: (bottom + CLEAR - y) / zoom,
  }));
  return { shown, covered };
}
