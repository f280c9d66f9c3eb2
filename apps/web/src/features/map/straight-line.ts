import { distance, type EdgePath, type Trace } from "./routes/edge-path.ts";
import type { Point, Rect } from "./routes/shapes.ts";

/** The shortest way from one node's border to another's, and its trace, which is cheap to make and to draw. */
export function straightLine(from: Rect, to: Rect): { readonly path: EdgePath; readonly trace: Trace } {
  const start = onBorder(from, middleOf(to));
  const end = onBorder(to, middleOf(from));
  const length = distance(start, end);
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  return {
    path: { start, controls: [middle], end },
    trace: { points: [start, end], lengths: [0, length], length },
  };
}

/** Where the line from its middle to a point outside leaves the rectangle. */
function onBorder(rect: Rect, towards: Point): Point {
  const { x, y } = middleOf(rect);
  const dx = towards.x - x;
  const dy = towards.y - y;
  const across = dx === 0 ? Number.POSITIVE_INFINITY : (rect.right - rect.left) / 2 / Math.abs(dx);
  const along = dy === 0 ? Number.POSITIVE_INFINITY : (rect.bottom - rect.top) / 2 / Math.abs(dy);
  const share = Math.min(1, across, along);
  return { x: x + dx * share, y: y + dy * share };
}

function middleOf({ left, right, top, bottom }: Rect): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
