import type { Viewport } from "../../view/view-state.ts";
import type { Rect, Size } from "./routes/shapes.ts";
import { overlaps, rectOf } from "./routes/shapes.ts";

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 4;
const PADDING = 16;
/** Kept between the picture and what lies over the map, px. */
const CLEAR = 8;

/** The ground a picture is put on, px. `taken`: what lies over it, in a corner at its lower edge. */
export interface Ground extends Size {
  readonly taken?: Rect | undefined;
}

/**
 * The viewport that shows all rectangles as large as can be, at most at `most`: in the middle, and where something
 * would then lie under what is taken, moved aside, or in the room beside or above it.
 */
export function frameOf(rects: readonly Rect[], ground: Ground, most: number): Viewport | undefined {
  const whole = rectOf(rects);
  if (whole === undefined || ground.width <= 0 || ground.height <= 0) return undefined;
  const all = { left: 0, top: 0, right: ground.width, bottom: ground.height };
  const middle = framing(whole, all, most);
  const { taken } = ground;
  if (taken === undefined) return middle;
  const clear = { left: taken.left, top: taken.top - CLEAR, right: taken.right + CLEAR, bottom: taken.bottom };
  const candidates = [
    middle,
    framing(whole, all, most, 1, 0.5),
    framing(whole, all, most, 0.5, 0),
    framing(whole, all, most, 1, 0),
    framing(whole, { ...all, left: clear.right - PADDING }, most),
    framing(whole, { ...all, bottom: clear.top + PADDING }, most),
  ].filter((candidate) => !rects.some((rect) => overlaps(onScreen(rect, candidate), clear)));
  return candidates.reduce((best, other) => (other.zoom > best.zoom + 1e-6 ? other : best), candidates[0] ?? middle);
}

/** `whole` inside `room`, its padding kept. `across` and `down`: where spare room goes, 0.5 is evenly to both sides. */
export function framing(whole: Rect, room: Rect, most: number, across = 0.5, down = 0.5): Viewport {
  const width = room.right - room.left - 2 * PADDING;
  const height = room.bottom - room.top - 2 * PADDING;
  const fitting = Math.min(width / (whole.right - whole.left), height / (whole.bottom - whole.top));
  const zoom = Math.max(LEAST_ZOOM, Math.min(most, fitting));
  const spareX = width - zoom * (whole.right - whole.left);
  const spareY = height - zoom * (whole.bottom - whole.top);
  return {
    zoom,
    x: room.left + PADDING + spareX * across - zoom * whole.left,
    y: room.top + PADDING + spareY * down - zoom * whole.top,
  };
}

function onScreen({ left, top, right, bottom }: Rect, { x, y, zoom }: Viewport): Rect {
  return { left: x + zoom * left, right: x + zoom * right, top: y + zoom * top, bottom: y + zoom * bottom };
}
