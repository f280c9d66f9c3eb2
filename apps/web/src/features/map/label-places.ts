import type { EdgeLabel } from "./edge-label.ts";
import { pointAlong } from "./routes/edge-path.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { contains, grow, overlaps, rectAround } from "./routes/shapes.ts";
import { type PlacedEdge, type Scene, titlesOf } from "./scene.ts";

export interface PlacedLabel {
  readonly edge: string;
  readonly label: EdgeLabel;
  /** Map units. */
  readonly rect: Rect;
  /** Map units per px of the label. */
  readonly scale: number;
}

/** Width of words in px. */
export type Measure = (words: string, bold: boolean) => number;

const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const LEAST_PLAIN = 0.62;

/**
 * Where labels stand: on the curve or beside it, never on a node, on another label or on a box's name; over as few
 * lines as can be. What is not well comes first and keeps its size on screen when zoomed out; a healthy label that
 * finds no place is left out.
 */
export function placeLabels(scene: Scene, zoom: number, measure: Measure): PlacedLabel[] {
  const nodes = [...scene.nodes.values()].map((node) => grow(node.rect, 3));
  const titles = scene.boxes.flatMap(titlesOf);
  const lines = createLineIndex(scene);
  const placed: PlacedLabel[] = [];
  for (const edge of inOrder(scene)) {
    const label = edge.element.label;
    if (label === undefined) continue;
    const plain = label.tone === "plain";
    if (plain && zoom < LEAST_PLAIN) continue;
    const scale = plain ? 1 : Math.max(1, 1 / zoom);
    const size = sizeOf(label, measure);
    const grown = { width: size.width * scale, height: size.height * scale };
    const blocked = [...nodes, ...titles, ...placed.map((other) => grow(other.rect, 3))];
    const best = bestPlace(edge, grown, blocked, lines, scale);
    if (best !== undefined) placed.push({ edge: edge.element.id, label, rect: best, scale });
    else if (!plain) placed.push({ edge: edge.element.id, label, rect: fallback(edge, grown), scale });
  }
  return placed;
}

const urgency = { failing: 0, degraded: 1, plain: 2 } as const;

function inOrder(scene: Scene): PlacedEdge[] {
  return [...scene.edges.values()]
    .filter((edge) => edge.element.label !== undefined)
    .sort((a, b) => {
      const first = urgency[a.element.label?.tone ?? "plain"] - urgency[b.element.label?.tone ?? "plain"];
      return first || (b.element.requestsPerSecond ?? 0) - (a.element.requestsPerSecond ?? 0);
    });
}

export function sizeOf(label: EdgeLabel, measure: Measure): { width: number; height: number } {
  const widest = Math.max(...label.lines.map((line, index) => measure(line, label.tone !== "plain" && index === 0)));
  switch (label.tone) {
    case "failing":
      return { width: Math.ceil(widest + 37), height: label.lines.length > 1 ? 38 : 24 };
    case "degraded":
      return { width: Math.ceil(widest + 31), height: label.lines.length > 1 ? 38 : 20 };
    case "plain":
      return { width: Math.ceil(widest + 10), height: 15 };
  }
}

function fallback(edge: PlacedEdge, size: { width: number; height: number }): Rect {
  return rectAround(pointAlong(edge.trace, edge.trace.length / 2), size);
}

function bestPlace(
  edge: PlacedEdge,
  size: { width: number; height: number },
  blocked: readonly Rect[],
  lines: LineIndex,
  scale: number,
): Rect | undefined {
  let best: Rect | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [rank, spot] of SPOTS.entries()) {
    const at = pointAlong(edge.trace, spot * edge.trace.length);
    for (const [beside, centre] of aroundOf(at, size, scale).entries()) {
      const rect = rectAround(centre, size);
      if (blocked.some((other) => overlaps(rect, other))) continue;
      const cost = lines.crossing(grow(rect, 2), edge.element.id) * 10 + rank * 2 + (beside > 0 ? 5 : 0);
      if (cost < least) {
        least = cost;
        best = rect;
      }
    }
  }
  return best;
}

/** On the line; then left, right, above and below of it. */
function aroundOf(at: Point, size: { width: number; height: number }, scale: number): Point[] {
  const dx = size.width / 2 + 8 * scale;
  const dy = size.height / 2 + 6 * scale;
  return [
    at,
    { x: at.x - dx, y: at.y },
    { x: at.x + dx, y: at.y },
    { x: at.x, y: at.y - dy },
    { x: at.x, y: at.y + dy },
  ];
}

interface LineIndex {
  /** How many other edges run through the rectangle. */
  crossing(rect: Rect, except: string): number;
}

const CELL = 40;

function createLineIndex(scene: Scene): LineIndex {
  const cells = new Map<string, { edge: string; point: Point }[]>();
  for (const [edge, { trace }] of scene.edges) {
    for (const point of trace.points) {
      const key = `${Math.floor(point.x / CELL)},${Math.floor(point.y / CELL)}`;
      const held = cells.get(key);
      if (held === undefined) cells.set(key, [{ edge, point }]);
      else held.push({ edge, point });
    }
  }
  return {
    crossing(rect, except) {
      const found = new Set<string>();
      for (let x = Math.floor(rect.left / CELL); x <= Math.floor(rect.right / CELL); x++) {
        for (let y = Math.floor(rect.top / CELL); y <= Math.floor(rect.bottom / CELL); y++) {
          for (const { edge, point } of cells.get(`${x},${y}`) ?? []) {
            if (edge !== except && contains(rect, point)) found.add(edge);
          }
        }
      }
      return found.size;
    },
  };
}
