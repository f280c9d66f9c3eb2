import type { Point } from "./shapes.ts";

/**
 * A smooth line from one port to another. Each control bends one quadratic piece; pieces meet half-way between
 * controls, which is also how cytoscape joins an `unbundled-bezier`. The line touches `start` and `end` and
 * otherwise stays inside the polygon of its points.
 */
export interface EdgePath {
  readonly start: Point;
  readonly controls: readonly Point[];
  readonly end: Point;
}

/** A path walked at even steps, to draw, measure and test on. `lengths[i]` is the way from the start to `points[i]`. */
export interface Trace {
  readonly points: readonly Point[];
  readonly lengths: readonly number[];
  readonly length: number;
}

interface Piece {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function pieces(path: EdgePath): Piece[] {
  return path.controls.map((control, index) => {
    const before = path.controls[index - 1];
    const after = path.controls[index + 1];
    return {
      from: before === undefined ? path.start : middle(before, control),
      control,
      to: after === undefined ? path.end : middle(control, after),
    };
  });
}

function onPiece({ from, control, to }: Piece, t: number): Point {
  const s = 1 - t;
  return {
    x: s * s * from.x + 2 * s * t * control.x + t * t * to.x,
    y: s * s * from.y + 2 * s * t * control.y + t * t * to.y,
  };
}

/** Walks the path; neighbouring points are at most `step` apart. */
export function tracePath(path: EdgePath, step = 3): Trace {
  const points: Point[] = [path.start];
  const lengths = [0];
  let length = 0;
  let last = path.start;
  for (const piece of pieces(path)) {
    // A quadratic piece is walked no faster than twice its longer leg.
    const legs = [distance(piece.from, piece.control), distance(piece.control, piece.to)];
    const count = Math.max(1, Math.ceil((2 * Math.max(...legs)) / step));
    for (let index = 1; index <= count; index++) {
      const point = onPiece(piece, index / count);
      length += distance(last, point);
      points.push(point);
      lengths.push(length);
      last = point;
    }
  }
  return { points, lengths, length };
}

/** The point at `along` (0 to `trace.length`) by binary search. */
export function pointAlong(trace: Trace, along: number): Point {
  let low = 0;
  let high = trace.lengths.length - 1;
  while (low < high) {
    const half = (low + high) >> 1;
    if ((trace.lengths[half] ?? 0) < along) low = half + 1;
    else high = half;
  }
  const after = trace.points[low] ?? { x: 0, y: 0 };
  const before = trace.points[low - 1];
  if (before === undefined) return after;
  const from = trace.lengths[low - 1] ?? 0;
  const span = (trace.lengths[low] ?? from) - from;
  const share = span === 0 ? 1 : Math.min(1, Math.max(0, (along - from) / span));
  return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share };
}

/** How far a way back bows upwards, px, so that it does not lie on the way there. */
const BOW = 26;

/**
 * A curve that leaves and arrives level; to the left it bows upwards instead. Two quadratic pieces with handles of a quarter of
 * the gap run like a cubic with handles of half of it.
 */
export function levelCurve(start: Point, end: Point): EdgePath {
  const gap = end.x - start.x;
  const handle = Math.max(9, gap / 4);
  const rise = gap < 0 ? BOW : 0;
  if (rise === 0 && Math.abs(end.y - start.y) < 0.5) return { start, controls: [middle(start, end)], end };
  return {
    start,
    controls: [
      { x: start.x + handle, y: start.y - rise },
      { x: end.x - handle, y: end.y - rise },
    ],
    end,
  };
}

/**
 * Rounds the corners of a polyline. A corner's curve begins at most `radius` before it where the legs are long, and
 * half-way where they are short.
 */
export function roundedPath(points: readonly Point[], radius: number): EdgePath {
  const start = points[0] ?? { x: 0, y: 0 };
  const end = points.at(-1) ?? start;
  const corners = points.slice(1, -1);
  if (corners.length === 0) return { start, controls: [middle(start, end)], end };
  const controls: Point[] = [];
  corners.forEach((corner, index) => {
    const before = points[index] ?? start;
    const after = points[index + 2] ?? end;
    const first = index === 0;
    const lastCorner = index === corners.length - 1;
    const into = distance(before, corner);
    // A helper control 2 r before the corner puts the joint r before it, on the straight leg.
    if (into > (first ? 2 : 4) * radius) controls.push(towards(corner, before, 2 * radius));
    controls.push(corner);
    const out = distance(corner, after);
    if (out > (lastCorner ? 2 : 4) * radius) controls.push(towards(corner, after, 2 * radius));
  });
  return { start, controls, end };
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to);
  const share = whole === 0 ? 0 : by / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** The controls as cytoscape wants them with `edge-distances: endpoints`: along and beside the line from start to end. */
export function controlOffsets(path: EdgePath): { weights: number[]; distances: number[] } {
  const dx = path.end.x - path.start.x;
  const dy = path.end.y - path.start.y;
  const whole = Math.hypot(dx, dy) || 1;
  const weights: number[] = [];
  const distances: number[] = [];
  for (const control of path.controls) {
    const cx = control.x - path.start.x;
    const cy = control.y - path.start.y;
    weights.push((cx * dx + cy * dy) / (whole * whole));
    distances.push((cy * dx - cx * dy) / whole);
  }
  return { weights, distances };
}
