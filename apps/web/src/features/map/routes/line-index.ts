import { pointAlong, type Trace } from "./edge-path.ts";
import { contains, type Point, type Rect } from "./shapes.ts";

/** Where lines run, asked often. Built when it is asked for the first time. */
export interface LineIndex {
  /** How many lines but `except` run through the rectangle. */
  crossing(rect: Rect, except: string): number;
}

const CELL = 40;
/** A line is never farther than half of this from one of its spots, px. */
const STEP = 6;

interface Spot {
  readonly line: string;
  readonly point: Point;
}

export function indexLines(lines: ReadonlyMap<string, { readonly trace: Trace }>): LineIndex {
  let cells: ReadonlyMap<string, readonly Spot[]> | undefined;
  return {
    crossing(rect, except) {
      cells ??= cellsOf(lines);
      const found = new Set<string>();
      for (let x = Math.floor(rect.left / CELL); x <= Math.floor(rect.right / CELL); x++) {
        for (let y = Math.floor(rect.top / CELL); y <= Math.floor(rect.bottom / CELL); y++) {
          for (const { line, point } of cells.get(`${x},${y}`) ?? []) {
            if (line !== except && contains(rect, point)) found.add(line);
          }
        }
      }
      return found.size;
    },
  };
}

function cellsOf(lines: ReadonlyMap<string, { readonly trace: Trace }>): Map<string, Spot[]> {
  const cells = new Map<string, Spot[]>();
  for (const [line, { trace }] of lines) {
    for (const point of spotsOf(trace)) {
      const key = `${Math.floor(point.x / CELL)},${Math.floor(point.y / CELL)}`;
      const held = cells.get(key);
      if (held === undefined) cells.set(key, [{ line, point }]);
      else held.push({ line, point });
    }
  }
  return cells;
}

/** At even steps from end to end: the points of a straight line may be far apart. */
export function* spotsOf(trace: Trace): Iterable<Point> {
  const count = Math.max(1, Math.ceil(trace.length / STEP));
  for (let index = 0; index <= count; index++) yield pointAlong(trace, (index / count) * trace.length);
}
