import type { Point, Rect } from "../routes/shapes.ts";
import { overlaps, rectOf } from "../routes/shapes.ts";
import type { BoxToPack } from "./boxes-to-pack.ts";
import { type Pull, pullsOn, rectAt, type Standing, sprawl, wireCost } from "./pack-cost.ts";

/** Between boxes, px: room for lanes. */
const BOX_GAP = 30;
const BEYOND = 3;
const MOST_ROWS = 48;
const MOST_COLUMNS = 48;

/** The free corner where a box costs least beside those that stand. */
export function bestCorner(box: BoxToPack, boxes: readonly BoxToPack[], standing: Standing): Point {
  const placed = boxes.flatMap((other) => {
    const corner = standing.corners.get(other.id);
    return corner === undefined ? [] : [rectAt(corner, other)];
  });
  const pulls = pullsOn(box, standing);
  const whole = rectOf(placed);
  const rows = nearest(heights(box, placed), wishedHeight(pulls));
  let best: Point = { x: 0, y: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const column of columnsAround(placed, standing.column)) {
    for (const y of rows) {
      const corner = { x: column * standing.column, y };
      const rect = rectAt(corner, box);
      const covered = rectOf(whole === undefined ? [rect] : [whole, rect]) ?? rect;
      const cost = wireCost(corner, pulls) + sprawl(covered, standing.aspect);
      if (cost >= least - 1e-6 || !isFree(rect, placed)) continue;
      least = cost;
      best = corner;
    }
  }
  return best;
}

function isFree(rect: Rect, placed: readonly Rect[]): boolean {
  const roomy = { ...rect, top: rect.top - BOX_GAP + 1, bottom: rect.bottom + BOX_GAP - 1 };
  return !placed.some((other) => overlaps(roomy, other));
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

/** Three columns beyond what is placed, both ways; not every one where there are very many. */
function columnsAround(placed: readonly Rect[], step: number): number[] {
  if (placed.length === 0) return [0];
  const first = Math.floor(Math.min(...placed.map((rect) => rect.left)) / step) - BEYOND;
  const last = Math.ceil(Math.max(...placed.map((rect) => rect.right)) / step) + BEYOND;
  const stride = Math.ceil((last - first + 1) / MOST_COLUMNS);
  return Array.from({ length: Math.ceil((last - first + 1) / stride) }, (_, index) => first + index * stride);
}

/** Level with what stands there, above or below it. */
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
