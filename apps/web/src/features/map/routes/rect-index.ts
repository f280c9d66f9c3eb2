import { overlaps, type Rect } from "./shapes.ts";

/** Rectangles asked often whether one lies in the way: only those nearby are looked at. */
export interface RectIndex {
  add(rect: Rect): void;
  hits(rect: Rect): boolean;
}

const CELL = 160;

export function indexRects(rects: Iterable<Rect>): RectIndex {
  const cells = new Map<string, Rect[]>();
  function add(rect: Rect): void {
    for (const key of cellsOf(rect)) {
      const held = cells.get(key);
      if (held === undefined) cells.set(key, [rect]);
      else held.push(rect);
    }
  }
  for (const rect of rects) add(rect);
  return {
    add,
    hits(rect) {
      for (const key of cellsOf(rect)) {
        if (cells.get(key)?.some((other) => overlaps(rect, other)) === true) return true;
      }
      return false;
    },
  };
}

function* cellsOf(rect: Rect): Iterable<string> {
  for (let x = Math.floor(rect.left / CELL); x <= Math.floor(rect.right / CELL); x++) {
    for (let y = Math.floor(rect.top / CELL); y <= Math.floor(rect.bottom / CELL); y++) yield `${x},${y}`;
  }
}
