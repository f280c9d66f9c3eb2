import type { Viewport } from "../../view/view-state.ts";
import type { Rect, Size } from "./routes/shapes.ts";
import { grow, overlaps, rectOf } from "./routes/shapes.ts";

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 4;
const PADDING = 16;
/** Kept between the picture and what lies over the map, px. */
const CLEAR = 8;

/** The ground a picture is put on, px. `taken`: what lies over it, at its edges. */
export interface Ground extends Size {
  readonly taken?: readonly Rect[];
}

/**
 * The viewport that shows all rectangles as large as can be, at most at `most`: in the middle, and where something
 * would then lie under what is taken, moved aside, or in the room beside, above or below it.
 */
export function frameOf(rects: readonly Rect[], ground: Ground, most: number): Viewport | undefined {
  const whole = rectOf(rects);
  if (whole === undefined || ground.width <= 0 || ground.height <= 0) return undefined;
  const all = { left: 0, top: 0, right: ground.width, bottom: ground.height };
  const middle = framing(whole, all, most);
  const { taken = [] } = ground;
  if (taken.length === 0) return middle;
  const candidates = [
    middle,
    ...ALIGNMENTS.map(([across, down]) => framing(whole, all, most, across, down)),
    ...roomsBeside(taken, all).map((room) => framing(whole, room, most)),
  ].filter((candidate) => !rects.some((rect) => isTaken(onScreen(rect, candidate), taken)));
  return candidates.reduce((best, other) => (other.zoom > best.zoom + 1e-6 ? other : best), candidates[0] ?? middle);
}

/** Where spare room goes: to the left and above first, where less is put over the map. */
const ALIGNMENTS = [
  [1, 0.5],
  [0.5, 0],
  [1, 0],
  [0.5, 1],
  [0, 0.5],
  [0, 0],
  [1, 1],
  [0, 1],
] as const;

/** Does it lie under one of those, or next to it? */
export function isTaken(rect: Rect, taken: readonly Rect[]): boolean {
  return taken.some((other) => overlaps(rect, grow(other, CLEAR)));
}

/** What is left of all when everything taken at one edge, or at two that meet, is left out. */
function roomsBeside(taken: readonly Rect[], all: Rect): Rect[] {
  const isLeft = ({ left, right }: Rect) => left + right < all.right;
  const isUpper = ({ top, bottom }: Rect) => top + bottom < all.bottom;
  const pad = CLEAR - PADDING;
  const beyond = {
    left: Math.max(all.left, ...taken.filter(isLeft).map(({ right }) => right + pad)),
    right: Math.min(all.right, ...taken.filter((each) => !isLeft(each)).map(({ left }) => left - pad)),
    top: Math.max(all.top, ...taken.filter(isUpper).map(({ bottom }) => bottom + pad)),
    bottom: Math.min(all.bottom, ...taken.filter((each) => !isUpper(each)).map(({ top }) => top - pad)),
  };
  const across = [{ left: beyond.left, right: beyond.right }, { left: beyond.left }, { right: beyond.right }];
  const down = [{ top: beyond.top, bottom: beyond.bottom }, { top: beyond.top }, { bottom: beyond.bottom }];
  const both = across.flatMap((sides) => down.map((ends) => ({ ...sides, ...ends })));
  return [...across, ...down, ...both].map((part) => ({ ...all, ...part }));
}

/** `whole` inside `room`, its padding kept. `across` and `down`: where spare room goes, 0.5 is evenly to both sides. */
function framing(whole: Rect, room: Rect, most: number, across = 0.5, down = 0.5): Viewport {
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

/** Map units to px. */
export function onScreen({ left, top, right, bottom }: Rect, { x, y, zoom }: Viewport): Rect {
  return { left: x + zoom * left, right: x + zoom * right, top: y + zoom * top, bottom: y + zoom * bottom };
}
