import type { EdgeLabel } from "./edge-label.ts";
import { groundOf, type LabelGround } from "./label-ground.ts";
import { type LabelledEdge, worstFirst } from "./label-order.ts";
import { type Measure, shorter, sizeOf } from "./label-size.ts";
import type { Scene } from "./placed.ts";
import { pointAlong } from "./routes/edge-path.ts";
import type { RectIndex } from "./routes/rect-index.ts";
import type { Point, Rect, Size } from "./routes/shapes.ts";
import { contains, grow, rectAround } from "./routes/shapes.ts";
import { isLarge } from "./scene.ts";
import type { Sight } from "./sight.ts";

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

const SPOTS = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
/** How far beside the line a label may stand, px; what is not well may go farther, on a leash. */
const NEAR = [6];
const FAR = [6, 26, 52, 84];
/** Price of hiding a piece of another line, in spots along the way; beyond a crowd one more makes no difference. */
const CROSSED = 30;
const CROWD = 40;
/** Price of a leash that runs over something. */
const HIDDEN_LEASH = 24;
const LEAST_PLAIN = 0.62;
const GLYPH = { width: 18, height: 18 };

/**
 * Where labels stand: on the curve or beside it, never on a node, on another label, on a box's name or under what lies
 * over the map. The worst comes first. What is not well hides as few lines as can be, keeps its size on screen when zoomed out, and
 * where room is short says less, at last only its glyph. A healthy label hides no line at all; one that finds no place is left out.
 */
export function placeLabels(scene: Scene, zoom: number, measure: Measure, known: Known = {}): PlacedLabel[] {
  const ground = groundOf(scene, zoom, measure, known);
  const before = new Map(known.before?.map((label) => [label.edge, label]));
  const placed: PlacedLabel[] = [];
  for (const edge of worstFirst(scene)) {
    if (edge.element.label.tone === "plain" && (zoom < LEAST_PLAIN || isOutOfSight(edge, scene, known))) continue;
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
  readonly sight?: Sight | undefined;
  /** Labels of the same lines at the same zoom, a look ago: they stay where they are while they can. */
  readonly before?: readonly PlacedLabel[];
}

/** Where it stood, with the number of now; undefined where that does not fit any more. */
function stayPut(
  edge: LabelledEdge,
  held: PlacedLabel,
  scale: number,
  measure: Measure,
  ground: LabelGround,
): PlacedLabel | undefined {
  const { within, taken, lines } = ground;
  const { id, label } = edge.element;
  if (held.glyphOnly || held.label.lines.length !== label.lines.length || held.label.tone !== label.tone)
    return undefined;
  const centre = { x: (held.rect.left + held.rect.right) / 2, y: (held.rect.top + held.rect.bottom) / 2 };
  const rect = rectAround(centre, sizeOf(label, scale, measure));
  if (taken.hits(rect) || (within !== undefined && !encloses(within, rect))) return undefined;
  if (label.tone !== "plain" && isMissed(rect, edge, ground)) return undefined;
  const allowed = label.tone === "plain" ? 0 : lines.crossing(grow(held.rect, 4), id);
  return lines.crossing(grow(rect, 4), id, allowed + 1) > allowed ? undefined : { ...held, label, rect, scale };
}

function placeAnew(edge: LabelledEdge, scale: number, measure: Measure, ground: LabelGround): PlacedLabel | undefined {
  const { id, label } = edge.element;
  for (const within of boundsFor(edge, ground)) {
    for (const short of [label, ...shorter(label)]) {
      const place = bestPlace(edge, sizeOf(short, scale, measure), scale, { ...ground, within });
      if (place !== undefined) return { edge: id, label: short, scale, glyphOnly: false, ...place };
    }
  }
  return label.tone === "plain"
    ? undefined
    : { edge: id, label, scale, glyphOnly: true, ...glyphPlace(edge, scale, ground) };
}

/** What is not well is written where it is seen while its line is, in fewer words rather than out of sight. */
function boundsFor(edge: LabelledEdge, { within, shown }: LabelGround): (Rect | undefined)[] {
  if (shown === undefined || edge.element.label.tone === "plain" || !isInSight(edge, shown)) return [within];
  return [within === undefined ? shown : common(within, shown), within];
}

/** In a large mesh what is well is written only where one looks, and nothing of it before it is known where that is. */
function isOutOfSight(edge: LabelledEdge, { nodes }: Scene, { sight }: Known): boolean {
  if (!isLarge(nodes.size)) return false;
  if (sight === undefined) return true;
  const { left, right, top, bottom } = sight.shown;
  return !isInSight(edge, grow(sight.shown, Math.max(right - left, bottom - top) / 4));
}

/** Is its line on screen, and the label not? */
function isMissed(rect: Rect, edge: LabelledEdge, { shown }: LabelGround): boolean {
  return shown !== undefined && !encloses(shown, rect) && isInSight(edge, shown);
}

function isInSight({ trace }: LabelledEdge, shown: Rect): boolean {
  return SPOTS.some((spot) => contains(shown, pointAlong(trace, spot * trace.length)));
}

function common(a: Rect, b: Rect): Rect {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

interface Place {
  readonly rect: Rect;
  readonly anchor: Point;
}

/** On the line, where that is free, and seen if it can be. */
function glyphPlace({ trace }: LabelledEdge, scale: number, { taken, shown }: LabelGround): Place {
  const size = { width: GLYPH.width * scale, height: GLYPH.height * scale };
  const places = SPOTS.map((spot): Place => {
    const anchor = pointAlong(trace, spot * trace.length);
    return { anchor, rect: rectAround(anchor, size) };
  });
  const anchor = pointAlong(trace, trace.length / 2);
  const free = places.filter(({ rect }) => !taken.hits(rect));
  const seen = shown && free.find(({ rect }) => encloses(shown, rect));
  return seen ?? free[0] ?? { anchor, rect: rectAround(anchor, size) };
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
      const enough = plain ? 1 : Math.min(CROWD, Math.ceil((least - known) / CROSSED));
      const crossed = lines.crossing(grow(rect, 4), edge.element.id, enough);
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
