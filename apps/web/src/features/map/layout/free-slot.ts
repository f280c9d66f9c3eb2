import type { Point, Rect, Size } from "../routes/shapes.ts";
import { grow, overlaps, rectAround } from "../routes/shapes.ts";

const STEP_X = 38;
const STEP_Y = 28;
const MARGIN = 10;
const RINGS = 60;

/** The free place nearest to `wish`, searched ring by ring. `taken`: rectangles it must stay 10 px clear of. */
export function freeSlot(wish: Point, size: Size, taken: readonly Rect[]): Point {
  for (let ring = 0; ring <= RINGS; ring++) {
    for (const step of ringSteps(ring)) {
      const centre = { x: Math.round(wish.x + step.x * STEP_X), y: Math.round(wish.y + step.y * STEP_Y) };
      const rect = grow(rectAround(centre, size), MARGIN);
      if (!taken.some((other) => overlaps(rect, other))) return centre;
    }
  }
  const below = Math.max(...taken.map((rect) => rect.bottom));
  return { x: wish.x, y: below + size.height };
}

/** Nearest first: below, above, then the sides and corners. */
function ringSteps(ring: number): Point[] {
  if (ring === 0) return [{ x: 0, y: 0 }];
  const steps: Point[] = [];
  for (let x = -ring; x <= ring; x++) {
    for (let y = -ring; y <= ring; y++) {
      if (Math.max(Math.abs(x), Math.abs(y)) === ring) steps.push({ x, y });
    }
  }
  return steps.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y) || b.y - a.y || b.x - a.x);
}
