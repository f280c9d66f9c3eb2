import { overlaps, type Rect } from "./shapes.ts";

/** Rectangles asked often whether one lies in the way: only those nearby are looked at. */
export interface RectIndex {
  add(rect: Rect): void;
  hits(rect: Rect): boolean;
}

const CELL = 160;

export function indexRects(rects: Iterable<Rect>): RectIndex {
  const cells = new Map<number, Rect[]>();
  function add(rect: Rect): void {
    const { left, right, top, bottom } = cellsOf(rect);
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        const held = cells.get(keyOf(x, y));
        if (held === undefined) cells.set(keyOf(x, y), [rect]);
        else held.push(rect);
      }
    }
  }
  for (const rect of rects) add(rect);
  return {
    add,
    hits(rect) {
      const { left, right, top, bottom } = cellsOf(rect);
      for (let x = left; x <= right; x++) {
        for (let y = top; y <= bottom; y++) {
          if (cells.get(keyOf(x, y))?.some((other) => overlaps(rect, other)) === true) return true;
        }
      }
      return false;
    },
  };
}

function cellsOf({ left, right, top, bottom }: Rect): Rect {
  const cell = (at: number) => Math.floor(at / CELL);
  return { left: cell(left), right: cell(right), top: cell(top), bottom: cell(bottom) };
}

function keyOf(x: number, y: number): number {
  return x * 0x10000 + y;
}
