import { grow, overlaps, type Point, type Rect, rectAround, type Size } from "../routes/shapes.ts";

/** Something that stands on the map: a card, an open namespace, a node of none. */
export interface Standing {
  readonly id: string;
  readonly at: Point;
  /** While nothing is open. */
  readonly size: Size;
  /** When it is open. */
  readonly openSize?: Size;
}

/** Kept between two of them, px. */
const GAP = 26;

type Direction = "left" | "right" | "up" | "down";

/**
 * Centres when those that are open take their room: each grows around the middle of its card, and only who stands
 * in the way moves aside, in a straight line and as little as can be. Nobody touches anybody whom he did not before.
 */
export function makeRoom(standing: readonly Standing[]): Map<string, Point> {
  const rects = new Map(standing.map(({ id, at, size }) => [id, rectAround(at, size)]));
  for (const { id, openSize } of [...standing].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const card = rects.get(id);
    if (openSize === undefined || card === undefined) continue;
    const opened = rectAround(centreOf(card), openSize);
    rects.set(id, opened);
    for (const [other, rect] of [...rects]) {
      if (other !== id && touches(opened, rects.get(other) ?? rect)) pushOut(rects, id, other);
    }
  }
  return new Map([...rects].map(([id, rect]) => [id, centreOf(rect)]));
}

function pushOut(rects: Map<string, Rect>, pusher: string, pushed: string): void {
  const from = rects.get(pusher);
  const rect = rects.get(pushed);
  if (from === undefined || rect === undefined) return;
  const a = centreOf(from);
  const b = centreOf(rect);
  const ways: readonly [Direction, number][] = [
    b.x >= a.x ? ["right", from.right + GAP - rect.left] : ["left", rect.right - from.left + GAP],
    b.y >= a.y ? ["down", from.bottom + GAP - rect.top] : ["up", rect.bottom - from.top + GAP],
  ];
  const [across, along] = ways;
  if (across === undefined || along === undefined) return;
  shove(rects, pushed, along[1] <= across[1] ? along[0] : across[0], from);
}

/**
 * Moves it clear of `from`, and whoever then stands in its way likewise. All go one way, the hindmost first, so that
 * each moves others only once.
 */
function shove(rects: Map<string, Rect>, pushed: string, direction: Direction, from: Rect): void {
  const rect = rects.get(pushed);
  if (rect === undefined || !touches(from, rect)) return;
  rects.set(pushed, clearOf(rect, from, direction));
  const pending = new Set([pushed]);
  const done = new Set<string>();
  const progress = (id: string) => progressOf(rects.get(id), direction);
  while (pending.size > 0) {
    const next = [...pending].reduce((a, b) => (progress(b) < progress(a) ? b : a));
    pending.delete(next);
    done.add(next);
    const mover = rects.get(next);
    if (mover === undefined) continue;
    for (const [id, other] of rects) {
      if (done.has(id) || !touches(mover, other)) continue;
      rects.set(id, clearOf(other, mover, direction));
      pending.add(id);
    }
  }
}

/** How far in its direction it has come. */
function progressOf(rect: Rect | undefined, direction: Direction): number {
  if (rect === undefined) return 0;
  switch (direction) {
    case "right":
      return rect.left;
    case "left":
      return -rect.right;
    case "down":
      return rect.top;
    case "up":
      return -rect.bottom;
  }
}

function clearOf(rect: Rect, from: Rect, direction: Direction): Rect {
  switch (direction) {
    case "right":
      return moved(rect, from.right + GAP - rect.left, 0);
    case "left":
      return moved(rect, from.left - GAP - rect.right, 0);
    case "down":
      return moved(rect, 0, from.bottom + GAP - rect.top);
    case "up":
      return moved(rect, 0, from.top - GAP - rect.bottom);
  }
}

function moved({ left, right, top, bottom }: Rect, x: number, y: number): Rect {
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

function touches(a: Rect, b: Rect): boolean {
  return overlaps(grow(a, GAP - 0.5), b);
}

function centreOf({ left, right, top, bottom }: Rect): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
