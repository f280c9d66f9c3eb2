import type { Viewport } from "../../../view/view-state.ts";
import type { Point, Rect, Size } from "../routes/shapes.ts";

/** Kept free around the map, px. */
const PADDING = 5;

/** How the whole is put on a small ground: map units times `scale`, then moved, are its px. */
export interface Small {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export function smallOf(whole: Rect, { width, height }: Size): Small {
  const wide = Math.max(1, whole.right - whole.left);
  const high = Math.max(1, whole.bottom - whole.top);
  const scale = Math.min((width - 2 * PADDING) / wide, (height - 2 * PADDING) / high);
  return {
    scale,
    x: (width - scale * wide) / 2 - scale * whole.left,
    y: (height - scale * high) / 2 - scale * whole.top,
  };
}

/** What a viewport shows of the map, in map units. */
export function seenThrough({ x, y, zoom }: Viewport, { width, height }: Size): Rect {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** A rectangle of the map on the small ground, cut at its edges. */
export function onSmall({ left, top, right, bottom }: Rect, { scale, x, y }: Small, ground: Size): Rect {
  const cut = (value: number, most: number) => Math.min(most - 1, Math.max(1, value));
  return {
    left: cut(x + scale * left, ground.width),
    right: cut(x + scale * right, ground.width),
    top: cut(y + scale * top, ground.height),
    bottom: cut(y + scale * bottom, ground.height),
  };
}

/** The other way, for a point. */
export function onMap(at: Point, { scale, x, y }: Small): Point {
  return { x: (at.x - x) / scale, y: (at.y - y) / scale };
}

const MANY = 60;
/** So much of the map may be out of sight without a need to say where one is, map px on screen. */
const SLACK = 12;

/** Does it help to see the whole small: is some of it out of sight, or too much to take in? */
export function needsMinimap(whole: Rect, nodes: number, seen: Rect, zoom: number): boolean {
  if (nodes > MANY) return true;
  const slack = SLACK / zoom;
  return (
    whole.left < seen.left - slack ||
    whole.right > seen.right + slack ||
    whole.top < seen.top - slack ||
    whole.bottom > seen.bottom + slack
  );
}
