import type { Obstacles } from "./obstacles.ts";
import type { Point, Rect } from "./shapes.ts";
import { contains } from "./shapes.ts";

/**
 * A way of level and upright stretches, written as the coordinates they run on: y, x, y, …, y. The first is the
 * height it leaves its source at, the last the height it arrives at.
 */
export type Way = readonly number[];

export interface Streets {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly obstacles: Obstacles;
  /** Namespace boxes: crossing a foreign one costs. */
  readonly boxes: readonly Rect[];
  /** Words on boxes: crossing them costs more. */
  readonly titles: readonly Rect[];
}

const TURN = 70;
/** What a px through a foreign box, or along the border of any, costs beside its length. */
const FOREIGN = 1.4;
const HUGGING = 1.2;
/** As near to a border that the two look like one line. */
const NEAR = 7;
const TITLE = 260;
const CLEARANCE = 7;

/** The cheapest way along the streets from a right-hand port to a left-hand one, or undefined when walled in. */
export function findWay(streets: Streets, from: Point, to: Point): Way | undefined {
  const xs = withLines(streets.xs, [from.x, to.x]);
  const ys = withLines(streets.ys, [from.y, to.y]);
  const start = state(xs.indexOf(from.x), ys.indexOf(from.y), 0, ys.length);
  const goal = state(xs.indexOf(to.x), ys.indexOf(to.y), 0, ys.length);
  const foreign = streets.boxes.filter((box) => !contains(box, from) && !contains(box, to));
  const cost = new Map([[start, 0]]);
  const came = new Map<number, number>();
  const open = createHeap();
  open.push(start, 0);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === goal) return readWay(at, came, xs, ys);
    const here = cost.get(at) ?? 0;
    for (const next of neighbours(at, xs.length, ys.length)) {
      const a = placeOf(at, xs, ys);
      const b = placeOf(next.state, xs, ys);
      if (!next.turn && streets.obstacles.blocks(a, b, CLEARANCE, [])) continue;
      const step = next.turn ? TURN : priceOf(a, b, foreign, streets);
      const known = cost.get(next.state);
      if (known !== undefined && known <= here + step) continue;
      cost.set(next.state, here + step);
      came.set(next.state, at);
      open.push(next.state, here + step + Math.abs(b.x - to.x) + Math.abs(b.y - to.y));
    }
  }
  return undefined;
}

function priceOf(a: Point, b: Point, foreign: readonly Rect[], { boxes, titles }: Streets): number {
  const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  const half = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  const strange = foreign.some((box) => contains(box, half)) ? length * FOREIGN : 0;
  const hugging = boxes.some((box) => hugs(a, b, half, box)) ? length * HUGGING : 0;
  const words = titles.some(
    (title) =>
      Math.min(a.x, b.x) < title.right &&
      Math.max(a.x, b.x) > title.left &&
      Math.min(a.y, b.y) < title.bottom &&
      Math.max(a.y, b.y) > title.top,
  )
    ? TITLE
    : 0;
  return length + strange + hugging + words;
}

function hugs(a: Point, b: Point, half: Point, { left, right, top, bottom }: Rect): boolean {
  const upright = a.x === b.x;
  const [at, low, high] = upright ? [half.x, left, right] : [half.y, top, bottom];
  const [beside, from, to] = upright ? [half.y, top, bottom] : [half.x, left, right];
  return beside > from && beside < to && Math.min(Math.abs(at - low), Math.abs(at - high)) < NEAR;
}

function withLines(lines: readonly number[], own: readonly number[]): number[] {
  return [...new Set([...lines, ...own])].sort((a, b) => a - b);
}

// A state is a crossing and the direction one stands in: 0 level, 1 upright.
function state(column: number, row: number, upright: number, rows: number): number {
  return (column * rows + row) * 2 + upright;
}

function placeOf(at: number, xs: readonly number[], ys: readonly number[]): Point {
  const crossing = at >> 1;
  return { x: xs[Math.floor(crossing / ys.length)] ?? 0, y: ys[crossing % ys.length] ?? 0 };
}

function neighbours(at: number, columns: number, rows: number): { state: number; turn: boolean }[] {
  const upright = at & 1;
  const crossing = at >> 1;
  const column = Math.floor(crossing / rows);
  const row = crossing % rows;
  const found = [{ state: state(column, row, 1 - upright, rows), turn: true }];
  if (upright === 0) {
    if (column > 0) found.push({ state: state(column - 1, row, 0, rows), turn: false });
    if (column < columns - 1) found.push({ state: state(column + 1, row, 0, rows), turn: false });
  } else {
    if (row > 0) found.push({ state: state(column, row - 1, 1, rows), turn: false });
    if (row < rows - 1) found.push({ state: state(column, row + 1, 1, rows), turn: false });
  }
  return found;
}

function readWay(goal: number, came: ReadonlyMap<number, number>, xs: readonly number[], ys: readonly number[]): Way {
  const way: number[] = [placeOf(goal, xs, ys).y];
  let at = goal;
  for (let before = came.get(at); before !== undefined; before = came.get(at)) {
    if ((before & 1) !== (at & 1)) {
      const place = placeOf(before, xs, ys);
      way.push((before & 1) === 1 ? place.x : place.y);
    }
    at = before;
  }
  return way.reverse();
}

function createHeap() {
  const items: { value: number; key: number }[] = [];
  const swap = (a: number, b: number) => {
    const x = items[a];
    const y = items[b];
    if (x !== undefined && y !== undefined) {
      items[a] = y;
      items[b] = x;
    }
  };
  const key = (index: number) => items[index]?.key ?? Number.POSITIVE_INFINITY;
  return {
    push(value: number, at: number) {
      items.push({ value, key: at });
      for (let i = items.length - 1; i > 0; i = (i - 1) >> 1) {
        if (key((i - 1) >> 1) <= key(i)) break;
        swap(i, (i - 1) >> 1);
      }
    },
    pop(): number | undefined {
      const top = items[0];
      const last = items.pop();
      if (top === undefined || last === undefined) return undefined;
      if (items.length > 0) items[0] = last;
      for (let i = 0; ; ) {
        const left = 2 * i + 1;
        const least = key(left + 1) < key(left) ? left + 1 : left;
        if (key(least) >= key(i)) break;
        swap(i, least);
        i = least;
      }
      return top.value;
    },
  };
}
