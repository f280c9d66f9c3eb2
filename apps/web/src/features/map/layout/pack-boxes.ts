import type { Point, Rect, Size } from "../routes/shapes.ts";
import { overlaps, rectOf } from "../routes/shapes.ts";

export interface BoxToPack extends Size {
  readonly id: string;
  /** Centres of its nodes, relative to its upper left corner. */
  readonly places: ReadonlyMap<string, Point>;
}

/** `column`: boxes begin on a grid of this step from left to right, px, so that their columns line up. */
export interface PackPlan {
  readonly boxes: readonly BoxToPack[];
  readonly links: readonly Link[];
  readonly column: number;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Between boxes, px: room for lanes. */
const BOX_GAP = 30;
const BEYOND = 3;
const MANY_BOXES = 14;
const MOST_ROWS = 64;
const FORWARD = 130;
const BACKWARD = 3000;
/** What a px up costs, where a px down costs 1: calls read from the upper left. */
const UPWARD = 2.2;
/** The shape aimed at, and what a px more of the tighter side costs. */
const ASPECT = 1.1;
const SPRAWL = 34;
const PASSES = 4;
const SHUFFLES = 24;

/**
 * Upper left corners for boxes of any size: callers left of what they call, close together, in a shape that fits a
 * screen. The same boxes and links give the same answer.
 */
export function packBoxes({ boxes, links, column }: PackPlan): Map<string, Point> {
  const home = new Map(boxes.flatMap((box) => [...box.places.keys()].map((node) => [node, box] as const)));
  const outer = links.filter((link) => {
    const from = home.get(link.source);
    const to = home.get(link.target);
    return from !== undefined && to !== undefined && from !== to;
  });
  const order = inCallOrder(boxes, outer, home);
  const starts = startsOf(order);
  let best = new Map<string, Point>();
  let least = Number.POSITIVE_INFINITY;
  for (const turned of starts) {
    const corners = improve(turned, outer, home, column);
    const cost = wholeCost(turned, corners, outer, home);
    if (cost < least - 1e-6) {
      least = cost;
      best = corners;
    }
  }
  return best;
}

/** Orders to try: greedy placement is only as good as its order. The same few for the same boxes. */
function startsOf(order: readonly BoxToPack[]): BoxToPack[][] {
  if (order.length > MANY_BOXES) return [[...order]];
  const turned = order.map((_, start) => [...order.slice(start), ...order.slice(0, start)]);
  let seed = 7;
  const shuffled = Array.from({ length: SHUFFLES }, () =>
    order
      .map((box) => {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        return { box, key: seed };
      })
      .sort((a, b) => a.key - b.key)
      .map(({ box }) => box),
  );
  return [...turned, ...shuffled];
}

/** Puts box after box where it costs least, then takes each out and puts it back until nothing gets better. */
function improve(
  order: readonly BoxToPack[],
  links: readonly Link[],
  home: ReadonlyMap<string, BoxToPack>,
  column: number,
): Map<string, Point> {
  const corners = new Map<string, Point>();
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false;
    for (const box of order) {
      const was = corners.get(box.id);
      corners.delete(box.id);
      const best = bestCorner(box, order, corners, links, home, column);
      corners.set(box.id, best);
      moved = moved || was?.x !== best.x || was.y !== best.y;
    }
    if (!moved) break;
  }
  return corners;
}

function wholeCost(
  boxes: readonly BoxToPack[],
  corners: ReadonlyMap<string, Point>,
  links: readonly Link[],
  home: ReadonlyMap<string, BoxToPack>,
): number {
  const rects = boxes.map((box) => rectAt(corners.get(box.id) ?? { x: 0, y: 0 }, box));
  const whole = rectOf(rects);
  let cost = whole === undefined ? 0 : sprawl(whole) * SPRAWL;
  for (const box of boxes) {
    const outgoing = links.flatMap((link) => pullOn(box, link, corners, home)).filter((pull) => pull.outgoing);
    cost += wireCost(corners.get(box.id) ?? { x: 0, y: 0 }, outgoing);
  }
  return cost;
}

/** From the entries on, breadth first; ties by size, then name. */
function inCallOrder(
  boxes: readonly BoxToPack[],
  links: readonly Link[],
  home: ReadonlyMap<string, BoxToPack>,
): BoxToPack[] {
  const calls = new Map<BoxToPack, Set<BoxToPack>>();
  const calledBy = new Map<BoxToPack, Set<BoxToPack>>();
  for (const link of links) {
    const from = home.get(link.source);
    const to = home.get(link.target);
    if (from === undefined || to === undefined) continue;
    calls.set(from, (calls.get(from) ?? new Set()).add(to));
    calledBy.set(to, (calledBy.get(to) ?? new Set()).add(from));
  }
  const bySize = [...boxes].sort(
    (a, b) =>
      (calledBy.get(a)?.size ?? 0) - (calledBy.get(b)?.size ?? 0) ||
      b.places.size - a.places.size ||
      (a.id < b.id ? -1 : 1),
  );
  const seen = new Set<BoxToPack>();
  const queue: BoxToPack[] = [];
  const visit = (box: BoxToPack) => {
    if (!seen.has(box)) queue.push(box);
    seen.add(box);
  };
  for (const entry of bySize) {
    visit(entry);
    for (let index = queue.length - 1; index < queue.length; index++) {
      const callees = calls.get(queue[index] ?? entry);
      for (const box of bySize) if (callees?.has(box)) visit(box);
    }
  }
  return queue;
}

function bestCorner(
  box: BoxToPack,
  boxes: readonly BoxToPack[],
  corners: ReadonlyMap<string, Point>,
  links: readonly Link[],
  home: ReadonlyMap<string, BoxToPack>,
  step: number,
): Point {
  const placed = boxes.flatMap((other) => {
    const corner = corners.get(other.id);
    return corner === undefined ? [] : [rectAt(corner, other)];
  });
  const pulls = links.flatMap((link) => pullOn(box, link, corners, home));
  const whole = rectOf(placed);
  const rows = nearest(heights(box, placed), wishedHeight(pulls));
  let best: Point = { x: 0, y: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const column of columnsAround(placed, step)) {
    for (const y of rows) {
      const corner = { x: column * step, y };
      const rect = rectAt(corner, box);
      const cost = wireCost(corner, pulls) + sprawl(whole === undefined ? rect : both(whole, rect)) * SPRAWL;
      if (cost >= least - 1e-6) continue;
      const roomy = {
        left: rect.left,
        right: rect.right,
        top: rect.top - BOX_GAP + 1,
        bottom: rect.bottom + BOX_GAP - 1,
      };
      if (placed.some((other) => overlaps(roomy, other))) continue;
      least = cost;
      best = corner;
    }
  }
  return best;
}

/** Where its calls would be level. */
function wishedHeight(pulls: readonly Pull[]): number {
  return pulls.reduce((sum, { own, other }) => sum + other.y - own.y, 0) / Math.max(1, pulls.length);
}

/** Few enough to try in a large mesh; the outermost two are always among them, so that there is a free one. */
function nearest(rows: readonly number[], wish: number): number[] {
  if (rows.length <= MOST_ROWS) return [...rows];
  const sorted = [...rows].sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish) || a - b);
  return [...sorted.slice(0, MOST_ROWS), Math.min(...rows), Math.max(...rows)];
}

function both(a: Rect, b: Rect): Rect {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Three columns beyond what is placed, both ways. */
function columnsAround(placed: readonly Rect[], step: number): number[] {
  if (placed.length === 0) return [0];
  const first = Math.floor(Math.min(...placed.map((rect) => rect.left)) / step) - BEYOND;
  const last = Math.ceil(Math.max(...placed.map((rect) => rect.right)) / step) + BEYOND;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

interface Pull {
  readonly own: Point;
  readonly other: Point;
  readonly outgoing: boolean;
}

function pullOn(
  box: BoxToPack,
  link: Link,
  corners: ReadonlyMap<string, Point>,
  home: ReadonlyMap<string, BoxToPack>,
): Pull[] {
  const from = home.get(link.source);
  const to = home.get(link.target);
  const outgoing = from === box;
  const far = outgoing ? to : from;
  if ((to !== box && !outgoing) || far === undefined) return [];
  const corner = corners.get(far.id);
  const own = box.places.get(outgoing ? link.source : link.target);
  const other = far.places.get(outgoing ? link.target : link.source);
  if (corner === undefined || own === undefined || other === undefined) return [];
  return [{ own, other: { x: corner.x + other.x, y: corner.y + other.y }, outgoing }];
}

function wireCost(corner: Point, pulls: readonly Pull[]): number {
  let cost = 0;
  for (const { own, other, outgoing } of pulls) {
    const forward = (outgoing ? 1 : -1) * (other.x - corner.x - own.x);
    const tight = forward < FORWARD ? (FORWARD - forward) * 2 + BACKWARD : forward - FORWARD;
    const down = (outgoing ? 1 : -1) * (other.y - corner.y - own.y);
    cost += (down < 0 ? -UPWARD * down : down) + tight;
  }
  return cost;
}

function sprawl({ left, top, right, bottom }: Rect): number {
  const width = right - left;
  const height = (bottom - top) * ASPECT;
  return Math.max(width, height) + 0.25 * Math.min(width, height);
}

function heights(box: BoxToPack, placed: readonly Rect[]): number[] {
  const found = new Set([0]);
  for (const other of placed) {
    found.add(other.top);
    found.add(other.bottom + BOX_GAP);
    found.add(other.top - BOX_GAP - box.height);
    found.add(other.bottom - box.height);
    found.add(Math.round((other.top + other.bottom - box.height) / 2));
  }
  return [...found].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
}

function rectAt(corner: Point, size: Size): Rect {
  return { left: corner.x, top: corner.y, right: corner.x + size.width, bottom: corner.y + size.height };
}
