import type { EdgeLabel } from "./edge-label.ts";
import { pointAlong } from "./routes/edge-path.ts";
import type { LineIndex } from "./routes/line-index.ts";
import type { Point, Rect, Size } from "./routes/shapes.ts";
import { contains, grow, overlaps, rectAround, rectOf } from "./routes/shapes.ts";
import { type PlacedEdge, type Scene, titlesOf, wholeOf } from "./scene.ts";

export interface PlacedLabel {
  readonly edge: string;
  /** What is written; one line where there is no room for two. */
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
/** How far a label may stand out of the whole picture, px on screen: less than what is kept free when it is fitted. */
const OVERHANG = 12;

/**
 * Where labels stand: on the curve or beside it, never on a node, on another label or on a box's name; over as few
 * lines as can be. The worst comes first. What is not well keeps its size on screen when zoomed out, and where room is
 * short says one line, or only shows its glyph; a healthy label that finds no place is left out.
 */
export function placeLabels(scene: Scene, zoom: number, measure: Measure): PlacedLabel[] {
  const ground = groundOf(scene, zoom);
  const placed: PlacedLabel[] = [];
  for (const edge of worstFirst(scene)) {
    const { label } = edge.element;
    const plain = label.tone === "plain";
    if (plain && zoom < LEAST_PLAIN) continue;
    const scale = plain ? 1 : Math.max(1, 1 / zoom);
    const blocked = [...ground.blocked, ...placed.map((other) => grow(other.rect, 3))];
    for (const short of [label, ...shorter(label)]) {
      const place = bestPlace(edge, sizeOf(short, scale, measure), { ...ground, blocked, scale });
      if (place === undefined) continue;
      placed.push({ edge: edge.element.id, label: short, scale, glyphOnly: false, ...place });
      break;
    }
    const found = placed.at(-1)?.edge === edge.element.id;
    if (!found && !plain)
      placed.push({ edge: edge.element.id, label, scale, glyphOnly: true, ...onTheLine(edge, scale) });
  }
  return placed;
}

interface LabelGround {
  /** No label leaves it. */
  readonly within: Rect | undefined;
  readonly blocked: readonly Rect[];
  readonly lines: LineIndex;
}

function groundOf(scene: Scene, zoom: number): LabelGround {
  const nodes = [...scene.nodes.values()].map((node) => grow(wholeOf(node), 3));
  const whole = rectOf([...nodes, ...scene.boxes.map((box) => box.rect)]);
  return {
    within: whole === undefined ? undefined : grow(whole, OVERHANG / zoom),
    blocked: zoom < READABLE ? [] : [...nodes, ...scene.boxes.flatMap(titlesOf)],
    lines: scene.lines,
  };
}

type LabelledEdge = PlacedEdge & { readonly element: { readonly label: EdgeLabel } };

function isLabelled(edge: PlacedEdge): edge is LabelledEdge {
  return edge.element.label !== undefined;
}

const urgency = { failing: 0, degraded: 1, plain: 2 } as const;

/** As the problem list does: failing first, then by failed requests a second; the healthy by their traffic. */
function worstFirst(scene: Scene): LabelledEdge[] {
  const failed = ({ element }: PlacedEdge) => element.failingShare * (element.requestsPerSecond ?? 0);
  return [...scene.edges.values()]
    .filter(isLabelled)
    .sort(
      (a, b) =>
        urgency[a.element.label.tone] - urgency[b.element.label.tone] ||
        (a.element.label.tone === "plain" ? 0 : failed(b) - failed(a)) ||
        (b.element.requestsPerSecond ?? 0) - (a.element.requestsPerSecond ?? 0) ||
        (a.element.id < b.element.id ? -1 : 1),
    );
}

function shorter(label: EdgeLabel): EdgeLabel[] {
  return label.lines.length > 1 ? [{ ...label, lines: label.lines.slice(0, 1) }] : [];
}

function sizeOf(label: EdgeLabel, scale: number, measure: Measure): Size {
  const widest = Math.max(...label.lines.map((line, index) => measure(line, label.tone !== "plain" && index === 0)));
  const two = label.lines.length > 1;
  switch (label.tone) {
    case "failing":
      return { width: Math.ceil(widest + 37) * scale, height: (two ? 38 : 24) * scale };
    case "degraded":
      return { width: Math.ceil(widest + 31) * scale, height: (two ? 38 : 20) * scale };
    case "plain":
      return { width: Math.ceil(widest + 10) * scale, height: 15 * scale };
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

function bestPlace(edge: LabelledEdge, size: Size, ground: LabelGround & { scale: number }): Place | undefined {
  const { within, blocked, lines, scale } = ground;
  const plain = edge.element.label.tone === "plain";
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [rank, spot] of SPOTS.entries()) {
    const anchor = pointAlong(edge.trace, spot * edge.trace.length);
    for (const { centre, away } of aroundOf(anchor, size, scale, plain ? NEAR : FAR)) {
      const rect = rectAround(centre, size);
      const known = rank + away / (4 * scale);
      if (known >= least || (within !== undefined && !encloses(within, rect))) continue;
      if (blocked.some((other) => overlaps(rect, other))) continue;
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

function encloses(outer: Rect, { left, top, right, bottom }: Rect): boolean {
  return left >= outer.left && right <= outer.right && top >= outer.top && bottom <= outer.bottom;
}

/** Would the way from the edge to its label lead over a node or another label? */
function isBehind(anchor: Point, rect: Rect, blocked: readonly Rect[]): boolean {
  const to = { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
  return [0.15, 0.3, 0.45, 0.6].some((share) => {
    const at = { x: anchor.x + (to.x - anchor.x) * share, y: anchor.y + (to.y - anchor.y) * share };
    return blocked.some((other) => contains(other, at));
  });
}

/** On the line; then around it, farther and farther: left, right, above, below, and between those. */
function aroundOf(at: Point, size: Size, scale: number, gaps: readonly number[]): { centre: Point; away: number }[] {
  const beside = gaps.flatMap((gap) => {
    const away = gap * scale;
    const dx = size.width / 2 + away;
    const dy = size.height / 2 + away;
    const level = [-dx, dx].map((x) => ({ centre: { x: at.x + x, y: at.y }, away: away + 4 }));
    const upright = [-dy, dy].map((y) => ({ centre: { x: at.x, y: at.y + y }, away: away + 4 }));
    const corners = [-dx, dx].flatMap((x) =>
      [-dy, dy].map((y) => ({ centre: { x: at.x + x * 0.8, y: at.y + y * 0.8 }, away: away * 1.2 + 8 })),
    );
    return [...level, ...upright, ...corners];
  });
  return [{ centre: at, away: 0 }, ...beside];
}
