import type { EdgeElement } from "../edge-element.ts";
import { edgeLooks } from "../marks/edge-looks.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge } from "../placed.ts";
import { contains, type Point, type Rect } from "../routes/shapes.ts";
import { DIMMED } from "./paint-nodes.ts";
import type { Pen } from "./pen.ts";

/** Nearer than this, arrows and dashes can be told from plain lines. */
const NEAR = 0.3;
/** Thinner than this on screen, px, a line is lost among others. */
const LEAST_WIDTH = 0.3;
/** Strength of what only passes by, and can be followed to neither end. */
const PASSING = 0.3;
const WIDTH_STEP = 0.25;
const ARROW = 8.5;
/** Longer paths are filled slower than several short ones. */
const MOST_IN_PATH = 96;

interface View {
  readonly shown: Rect;
  readonly zoom: number;
  readonly focus: ReadonlySet<string> | undefined;
  /** Opacity of what is well where nothing is in focus. */
  readonly fade: number;
}

/** Straight lines with their arrows, thousands in one go: those that look the same are one path. */
export function paintStraight(pen: Pen, edges: Iterable<PlacedEdge>, palette: Palette, view: View): void {
  const far = view.zoom < NEAR;
  for (const { look, width, alpha, lines } of batchesOf(edges, view)) {
    const { colour, dashes } = edgeLooks[look];
    pen.globalAlpha = alpha;
    pen.strokeStyle = palette[colour];
    pen.fillStyle = palette[colour];
    pen.lineWidth = Math.max(width, LEAST_WIDTH / view.zoom);
    pen.setLineDash(far ? [] : [...dashes]);
    pen.beginPath();
    for (const { path } of lines) {
      pen.moveTo(path.start.x, path.start.y);
      pen.lineTo(path.end.x, path.end.y);
    }
    pen.stroke();
    if (!far) paintArrows(pen, lines, width);
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** One line that stands out of them: chosen, pointed at, or where a walk by keyboard stands. */
export function paintPointed(
  pen: Pen,
  edge: PlacedEdge,
  palette: Palette,
  { zoom, isStop }: { readonly zoom: number; readonly isStop: boolean },
): void {
  const { look, width } = edge.element;
  const colour = look === "healthy" ? palette.text : palette[edgeLooks[look].colour];
  const wide = Math.max(width, 1.6 / zoom);
  const { start, end } = edge.path;
  for (const [stroke, strokeWidth] of [
    ...(isStop ? [[palette.accent, wide + 7 / zoom] as const] : []),
    [colour, wide] as const,
  ]) {
    pen.strokeStyle = stroke;
    pen.lineWidth = strokeWidth;
    pen.beginPath();
    pen.moveTo(start.x, start.y);
    pen.lineTo(end.x, end.y);
    pen.stroke();
  }
  pen.fillStyle = colour;
  paintArrows(pen, [edge], wide);
}

interface Batch {
  readonly look: EdgeElement["look"];
  readonly width: number;
  readonly alpha: number;
  readonly lines: readonly PlacedEdge[];
}

/** What can be seen, by what it looks like; what is in focus comes last, over the rest. */
export function batchesOf(edges: Iterable<PlacedEdge>, { shown, zoom, focus, fade }: View): Batch[] {
  const far = zoom < NEAR;
  const open = new Map<string, { readonly batch: Batch; readonly lines: PlacedEdge[] }>();
  const batches: Batch[] = [];
  for (const edge of edges) {
    const { id, look, width: exact } = edge.element;
    if (isBeside(edge.path.start, edge.path.end, shown)) continue;
    const width = Math.round(exact / WIDTH_STEP) * WIDTH_STEP;
    const passes = !far && !contains(shown, edge.path.start) && !contains(shown, edge.path.end);
    const alpha = focus === undefined ? fade * (passes ? PASSING : 1) : focus.has(id) ? 1 : DIMMED;
    const key = `${look} ${width} ${alpha}`;
    const held = open.get(key);
    if (held !== undefined && held.lines.length < MOST_IN_PATH) held.lines.push(edge);
    else {
      const lines = [edge];
      const batch = { look, width, alpha, lines };
      open.set(key, { batch, lines });
      batches.push(batch);
    }
  }
  return batches.sort((a, b) => a.alpha - b.alpha);
}

/** Is all of the way on one side of it? */
function isBeside(from: Point, to: Point, { left, right, top, bottom }: Rect): boolean {
  return (
    (from.x < left && to.x < left) ||
    (from.x > right && to.x > right) ||
    (from.y < top && to.y < top) ||
    (from.y > bottom && to.y > bottom)
  );
}

function paintArrows(pen: Pen, lines: readonly PlacedEdge[], width: number): void {
  const size = ARROW + width;
  pen.setLineDash([]);
  pen.beginPath();
  for (const { path, trace } of lines) {
    const { start, end } = path;
    const length = trace.length || 1;
    const along = { x: ((end.x - start.x) / length) * size, y: ((end.y - start.y) / length) * size };
    const neck = { x: end.x - along.x, y: end.y - along.y };
    pen.moveTo(end.x, end.y);
    pen.lineTo(neck.x - along.y / 2.6, neck.y + along.x / 2.6);
    pen.lineTo(neck.x + along.y / 2.6, neck.y - along.x / 2.6);
    pen.closePath();
  }
  pen.fill();
}
