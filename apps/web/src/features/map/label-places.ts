import type { EdgeLabel } from "./edge-label.ts";
import { groundOf, type LabelGround } from "./label-ground.ts";
import { type LabelledEdge, worstFirst } from "./label-order.ts";
import { pointAlong } from "./routes/edge-path.ts";
import type { RectIndex } from "./routes/rect-index.ts";
import type { Point, Rect, Size } from "./routes/shapes.ts";
import { grow, rectAround } from "./routes/shapes.ts";
import type { Scene } from "./scene.ts";

export interface PlacedLabel {
  readonly edge: string;
  /** What is written; less where there is no room for all of it. */
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

/** Width of words in px: 12 px bold, else 11 px. */
export type Measure = (words: string, bold: boolean) => number;

const SPOTS = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
/** How far beside the line a label may stand, px; what is not well may go farther, on a leash. */
const NEAR = [6];
const FAR = [6, 26, 52, 84];
/** Price of hiding a piece of another line, in spots along the way. */
const CROSSED = 30;
/** Price of a leash that runs over something. */
const HIDDEN_LEASH = 24;
const LEAST_PLAIN = 0.62;
const GLYPH = { width: 18, height: 18 };

/**
 * Where labels stand: on the curve or beside it, never on a node, on another label or on a box's name. The worst comes
 * first. What is not well hides as few lines as can be, keeps its size on screen when zoomed out, and where room is
 * short says less, at last only its glyph. A healthy label hides no line at all; one that finds no place is left out.
 */
export function placeLabels(scene: Scene, zoom: number, measure: Measure, known: Known = {}): PlacedLabel[] {
  const ground = groundOf(scene, zoom, measure, known.marks);
  const before = new Map(known.before?.map((label) => [label.edge, label]));
  const placed: PlacedLabel[] = [];
  for (const edge of worstFirst(scene)) {
    if (edge.element.label.tone === "plain" && zoom < LEAST_PLAIN) continue;
    const scale = edge.element.label.tone === "plain" ? 1 : Math.max(1, 1 / zoom);
    const held = before.get(edge.element.id);
    const label = (held && stayPut(edge, held, scale, measure, ground)) ?? placeAnew(edge, scale, measure, ground);
    if (label === undefined) continue;
    ground.taken.add(grow(label.rect, 3));
    placed.push(label);
  }
  return placed;
}

export interface Known {
  /** What stands on lines already. */
  readonly marks?: readonly Point[];
  /** Labels of the same lines at the same zoom, a look ago: they stay where they are while they can. */
  readonly before?: readonly PlacedLabel[];
}

/** Where it stood, with the number of now; undefined where that does not fit any more. */
function stayPut(
  edge: LabelledEdge,
  held: PlacedLabel,
  scale: number,
  measure: Measure,
  { within, taken, lines }: LabelGround,
): PlacedLabel | undefined {
  const { id, label } = edge.element;
  if (held.glyphOnly || held.label.lines.length !== label.lines.length || held.label.tone !== label.tone)
    return undefined;
  const centre = { x: (held.rect.left + held.rect.right) / 2, y: (held.rect.top + held.rect.bottom) / 2 };
  const rect = rectAround(centre, sizeOf(label, scale, measure));
  if (taken.hits(rect) || (within !== undefined && !encloses(within, rect))) return undefined;
  const allowed = label.tone === "plain" ? 0 : lines.crossing(grow(held.rect, 4), id);
  return lines.crossing(grow(rect, 4), id) > allowed ? undefined : { ...held, label, rect, scale };
}

function placeAnew(edge: LabelledEdge, scale: number, measure: Measure, ground: LabelGround): PlacedLabel | undefined {
  const { id, label } = edge.element;
  for (const short of [label, ...shorter(label)]) {
    const place = bestPlace(edge, sizeOf(short, scale, measure), scale, ground);
    if (place !== undefined) return { edge: id, label: short, scale, glyphOnly: false, ...place };
  }
  return label.tone === "plain"
    ? undefined
    : { edge: id, label, scale, glyphOnly: true, ...glyphPlace(edge, scale, ground) };
}

/** The same in fewer words: its first line, then the bare number of it. */
function shorter(label: EdgeLabel): EdgeLabel[] {
  const { brief, lines } = label;
  return [
    ...(lines.length > 1 ? [{ ...label, lines: lines.slice(0, 1) }] : []),
    ...(brief === undefined ? [] : [{ ...label, lines: [brief] }]),
  ];
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

/** On the line, where that is free. */
function glyphPlace({ trace }: LabelledEdge, scale: number, { taken }: LabelGround): Place {
  const size = { width: GLYPH.width * scale, height: GLYPH.height * scale };
  const places = SPOTS.map((spot): Place => {
    const anchor = pointAlong(trace, spot * trace.length);
    return { anchor, rect: rectAround(anchor, size) };
  });
  const anchor = pointAlong(trace, trace.length / 2);
  return places.find(({ rect }) => !taken.hits(rect)) ?? { anchor, rect: rectAround(anchor, size) };
}

function bestPlace(edge: LabelledEdge, size: Size, scale: number, ground: LabelGround): Place | undefined {
  const { within, taken, lines } = ground;
  const plain = edge.element.label.tone === "plain";
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [rank, spot] of SPOTS.entries()) {
    const anchor = pointAlong(edge.trace, spot * edge.trace.length);
    for (const { centre, away } of aroundOf(anchor, size, scale, plain ? NEAR : FAR)) {
      const rect = rectAround(centre, size);
      const known = rank + away / (4 * scale);
      if (known >= least || (within !== undefined && !encloses(within, rect)) || taken.hits(rect)) continue;
      const crossed = lines.crossing(grow(rect, 4), edge.element.id);
      if (plain && crossed > 0) continue;
      const cost = known + crossed * CROSSED + (away > 0 && isBehind(anchor, rect, taken) ? HIDDEN_LEASH : 0);
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
function isBehind(anchor: Point, rect: Rect, taken: RectIndex): boolean {
  const to = { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
  return [0.15, 0.3, 0.45, 0.6].some((share) => {
    const at = { x: anchor.x + (to.x - anchor.x) * share, y: anchor.y + (to.y - anchor.y) * share };
    return taken.hits(rectAround(at, { width: 1, height: 1 }));
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
