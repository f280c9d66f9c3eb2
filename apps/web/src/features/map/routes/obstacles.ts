import type { Point, Rect } from "./shapes.ts";
import { contains, grow } from "./shapes.ts";

/** Where nodes stand, asked often: a coarse grid answers which of them may be near a point or a stretch. */
export interface Obstacles {
  /** The node under the point, borders widened by the margin; `except` does not count. */
  under(point: Point, except: readonly string[]): string | undefined;
  /** Does an upright or level stretch touch a node, borders widened by `margin`? */
  blocks(from: Point, to: Point, margin: number, except: readonly string[]): boolean;
}

const CELL = 120;

export function createObstacles(nodes: ReadonlyMap<string, Rect>, margin: number): Obstacles {
  const cells = new Map<string, [string, Rect][]>();
  for (const [id, rect] of nodes) {
    for (const key of cellsOf(grow(rect, margin + 12))) {
      const held = cells.get(key);
      if (held === undefined) cells.set(key, [[id, rect]]);
      else held.push([id, rect]);
    }
  }
  return {
    under(point, except) {
      const near = cells.get(`${Math.floor(point.x / CELL)},${Math.floor(point.y / CELL)}`) ?? [];
      return near.find(([id, rect]) => !except.includes(id) && contains(grow(rect, margin), point))?.[0];
    },
    blocks(from, to, wide, except) {
      const left = Math.min(from.x, to.x);
      const right = Math.max(from.x, to.x);
      const top = Math.min(from.y, to.y);
      const bottom = Math.max(from.y, to.y);
      for (const key of cellsOf({ left, top, right, bottom })) {
        for (const [id, rect] of cells.get(key) ?? []) {
          if (except.includes(id)) continue;
          const apart =
            rect.left - wide >= right ||
            rect.right + wide <= left ||
            rect.top - wide >= bottom ||
            rect.bottom + wide <= top;
          if (!apart) return true;
        }
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
