import type { EdgeLabel } from "./edge-label.ts";
import { pointAlong } from "./routes/edge-path.ts";
import type { Point, Rect, Size } from "./routes/shapes.ts";
import { contains, grow, overlaps, rectAround } from "./routes/shapes.ts";
import { type PlacedEdge, type Scene, titlesOf } from "./scene.ts";

export interface PlacedLabel {
  readonly edge: string;
  readonly label: EdgeLabel;
  /** Map units. */
  readonly rect: Rect;
  /** Map units per px of the label. */
  readonly scale: number;
  /** The point of the edge it speaks of. */
  readonly anchor: Point;
  /** No room for words: only the glyph of its health. */
  readonly glyphOnly: boolean;
}

/** Width of words in px. */
export type Measure = (words: string, bold: boolean) => number;

const SPOTS = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
/** How far beside the line a label may stand, px; what is not well may go farther, on a leash. */
const NEAR = [6];
const FAR = [6, 26, 52, 84];
/** A healthy label that would hide this many other lines is left out. */
const MOST_CROSSED = 2;
/** Price of a leash that runs over something, in lines crossed times nine. */
const HIDDEN_LEASH = 24;
const LEAST_PLAIN = 0.62;
/** Farther out than this, nodes cannot be read and may be covered. */
const READABLE = 0.5;
const GLYPH = { width: 18, height: 18 };

/**
 * Where labels stand: on the curve or beside it, never on a node, on another label or on a box's name; over as few
 * lines as can be. What is not well comes first and keeps its size on screen when zoomed out; a healthy label that
 * finds no place is left out, another shrinks to its glyph.
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
    const others = placed.map((other) => grow(other.rect, 3));
    const blocked = zoom < READABLE ? others : [...nodes, ...titles, ...others];
    const best = bestPlace(edge, grown, blocked, lines, scale);
    if (best !== undefined) placed.push({ edge: edge.element.id, label, scale, glyphOnly: false, ...best });
    else if (!plain) placed.push({ edge: edge.element.id, label, scale, glyphOnly: true, ...onTheLine(edge, scale) });
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

function sizeOf(label: EdgeLabel, measure: Measure): Size {
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

interface Place {
  readonly rect: Rect;
  readonly anchor: Point;
}

function onTheLine(edge: PlacedEdge, scale: number): Place {
  const anchor = pointAlong(edge.trace, edge.trace.length / 2);
  return { anchor, rect: rectAround(anchor, { width: GLYPH.width * scale, height: GLYPH.height * scale }) };
}

function bestPlace(
  edge: PlacedEdge,
  size: Size,
  blocked: readonly Rect[],
  lines: LineIndex,
  scale: number,
): Place | undefined {
  const plain = edge.element.label?.tone === "plain";
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [rank, spot] of SPOTS.entries()) {
    const anchor = pointAlong(edge.trace, spot * edge.trace.length);
    for (const { centre, away } of aroundOf(anchor, size, scale, plain ? NEAR : FAR)) {
      const rect = rectAround(centre, size);
      const known = rank + away / (4 * scale);
      if (known >= least || blocked.some((other) => overlaps(rect, other))) continue;
      const crossed = lines.crossing(grow(rect, 2), edge.element.id);
      if (plain && crossed >= MOST_CROSSED) continue;
      const cost = known + crossed * 9 + (away > 0 && isBehind(anchor, rect, blocked) ? HIDDEN_LEASH : 0);
      if (cost >= least) continue;
      least = cost;
      best = { rect, anchor };
    }
  }
  return best;
}

/** Would the way from the edge to its label lead over a node or another label? */
function isBehind(anchor: Point, rect: Rect, blocked: readonly Rect[]): boolean {
  const to = { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
  return [0.15, 0.3, 0.45, 0.6].some((share) => {
    const at = { x: anchor.x + (to.x - anchor.x) * share, y: anchor.y + (to.y - anchor.y) * share };
    return blocked.some((other) => contains(other, at));
  });
}

/** On the line; then left, right, above and below of it, farther and farther. */
function aroundOf(at: Point, size: Size, scale: number, gaps: readonly number[]): { centre: Point; away: number }[] {
  const beside = gaps.flatMap((gap) => {
    const away = gap * scale;
    const dx = size.width / 2 + away;
    const dy = size.height / 2 + away;
    return [
      { centre: { x: at.x - dx, y: at.y }, away: away + 4 },
      { centre: { x: at.x + dx, y: at.y }, away: away + 4 },
      { centre: { x: at.x, y: at.y - dy }, away: away + 4 },
      { centre: { x: at.x, y: at.y + dy }, away: away + 4 },
    ];
  });
  return [{ centre: at, away: 0 }, ...beside];
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
