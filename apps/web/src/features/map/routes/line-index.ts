import type { Trace } from "./edge-path.ts";
import { contains, type Point, type Rect } from "./shapes.ts";

/** Where lines run, asked often. Built when it is asked for the first time, or `prepare`d when there is time. */
export interface LineIndex {
  prepare(): void;
  /** How many lines but `except` run through the rectangle; whoever needs to know no more says what is `enough`. */
  crossing(rect: Rect, except: string, enough?: number): number;
  /** Which lines run through it. */
  through(rect: Rect): ReadonlySet<string>;
}

const CELL = 96;

interface Line {
  readonly id: string;
  /** The last question that found it: cheaper than a set of found ones. */
  found: number;
}

/** A part of a line that runs through one cell: the pieces between these points, both included. */
interface Stretch {
  readonly line: Line;
  readonly points: readonly Point[];
  readonly first: number;
  last: number;
}

export function indexLines(lines: ReadonlyMap<string, { readonly trace: Trace }>): LineIndex {
  let cells: ReadonlyMap<number, readonly Stretch[]> | undefined;
  let question = 0;
  const meeting = (rect: Rect, except?: string, enough = Number.POSITIVE_INFINITY): readonly Line[] => {
    cells ??= cellsOf(lines);
    question += 1;
    const found: Line[] = [];
    const { left, right, top, bottom } = cellsAround(rect);
    for (let x = left; x <= right; x++) {
      for (let y = top; y <= bottom; y++) {
        for (const stretch of cells.get(keyOf(x, y)) ?? []) {
          const { line } = stretch;
          if (line.found === question || line.id === except || !runsThrough(stretch, rect)) continue;
          line.found = question;
          found.push(line);
          if (found.length >= enough) return found;
        }
      }
    }
    return found;
  };
  return {
    prepare() {
      cells ??= cellsOf(lines);
    },
    crossing: (rect, except, enough) => meeting(rect, except, enough).length,
    through: (rect) => new Set(meeting(rect).map(({ id }) => id)),
  };
}

function cellsOf(lines: ReadonlyMap<string, { readonly trace: Trace }>): Map<number, Stretch[]> {
  const cells = new Map<number, Stretch[]>();
  for (const [id, { trace }] of lines) {
    const line: Line = { id, found: 0 };
    const { points } = trace;
    for (let last = 1; last < points.length; last++) {
      const from = points[last - 1];
      const to = points[last];
      if (from === undefined || to === undefined) continue;
      for (const key of keysAlong(from, to)) {
        const held = cells.get(key);
        const before = held?.at(-1);
        if (before?.line === line && before.last >= last - 1) before.last = last;
        else if (held === undefined) cells.set(key, [{ line, points, first: last - 1, last }]);
        else held.push({ line, points, first: last - 1, last });
      }
    }
  }
  return cells;
}

/** Of all cells a straight piece runs through: of long ones bit by bit, so that few others are among them. */
function* keysAlong(from: Point, to: Point): Iterable<number> {
  const bits = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / CELL));
  for (let bit = 0; bit < bits; bit++) {
    const [a, b] = [between(from, to, bit / bits), between(from, to, (bit + 1) / bits)];
    yield* keysIn({
      left: Math.min(a.x, b.x),
      right: Math.max(a.x, b.x),
      top: Math.min(a.y, b.y),
      bottom: Math.max(a.y, b.y),
    });
  }
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function* keysIn(rect: Rect): Iterable<number> {
  const { left, right, top, bottom } = cellsAround(rect);
  for (let x = left; x <= right; x++) {
    for (let y = top; y <= bottom; y++) yield keyOf(x, y);
  }
}

function cellsAround({ left, right, top, bottom }: Rect): Rect {
  const cell = (at: number) => Math.floor(at / CELL);
  return { left: cell(left), right: cell(right), top: cell(top), bottom: cell(bottom) };
}

function keyOf(x: number, y: number): number {
  return x * 0x10000 + y;
}

function runsThrough({ points, first, last }: Stretch, rect: Rect): boolean {
  for (let index = first + 1; index <= last; index++) {
    const from = points[index - 1];
    const to = points[index];
    if (from !== undefined && to !== undefined && meets(from, to, rect)) return true;
  }
  return false;
}

/** Is any of the way from one point to the other inside? */
function meets(from: Point, to: Point, rect: Rect): boolean {
  if (areBeside(from, to, rect)) return false;
  if (contains(rect, from) || contains(rect, to)) return true;
  const across = within(from.x, to.x, rect.left, rect.right);
  const down = within(from.y, to.y, rect.top, rect.bottom);
  return Math.max(across[0], down[0], 0) < Math.min(across[1], down[1], 1);
}

/** Both on one side of it: so it is with most. */
function areBeside(from: Point, to: Point, { left, right, top, bottom }: Rect): boolean {
  return (
    (from.x < left && to.x < left) ||
    (from.x > right && to.x > right) ||
    (from.y < top && to.y < top) ||
    (from.y > bottom && to.y > bottom)
  );
}

/** Between which shares of the way a coordinate lies between two others. */
function within(from: number, to: number, least: number, most: number): readonly [number, number] {
  const way = to - from;
  if (way === 0) return from > least && from < most ? [0, 1] : [1, 0];
  const [a, b] = [(least - from) / way, (most - from) / way];
  return a < b ? [a, b] : [b, a];
}
