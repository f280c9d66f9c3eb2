import { type Badge, type BadgeKind, badges } from "../marks/badges.ts";
import type { Palette } from "../palette.ts";
import type { Point, Rect } from "../routes/shapes.ts";
import { type Pen, shapePath } from "./pen.ts";

/** px; of a badge on a node, and of the smaller one on a line. */
export const BADGE_RADIUS = 8;
const APART = 18;
const AT_MOST = 3;

/** Discs on the upper border, from the right; what does not fit is counted. */
export function paintBadges(context: Pen, worn: readonly BadgeKind[], rect: Rect, palette: Palette): void {
  const counted = worn.length > AT_MOST;
  badgePlaces(worn.length, rect).forEach((at, index) => {
    const kind = worn[index];
    if (kind === undefined) return;
    if (counted && index === AT_MOST - 1) paintCount(context, worn.length - index, at, palette);
    else paintBadge(context, badges[kind], { at, scale: 1, partly: false }, palette);
  });
}

/** Middles of the discs for so many badges. */
export function badgePlaces(count: number, rect: Rect): Point[] {
  return Array.from({ length: Math.min(count, AT_MOST) }, (_, index) => ({
    x: rect.right - 10 - index * APART,
    y: rect.top - 1,
  }));
}

/** `partly`: with a broken rim. */
export function paintBadge(
  context: Pen,
  badge: Badge,
  { at, scale, partly }: { readonly at: Point; readonly scale: number; readonly partly: boolean },
  palette: Palette,
): void {
  const colour = badge.warns ? palette.warn : palette.second;
  context.save();
  context.translate(at.x, at.y);
  context.scale(scale, scale);
  context.setLineDash(partly ? [3, 2.4] : []);
  paintDisc(context, badge.warns ? palette.warn : palette.nodeBorder, palette);
  context.setLineDash([]);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = 1.2;
  const { lines, spots } = pathsOf(badge);
  context.stroke(lines);
  if (spots !== undefined) context.fill(spots);
  context.restore();
}

function paintCount(context: Pen, count: number, at: Point, palette: Palette): void {
  context.save();
  context.translate(at.x, at.y);
  paintDisc(context, palette.nodeBorder, palette);
  context.fillStyle = palette.second;
  context.font = `600 8px ${palette.font}`;
  context.textAlign = "center";
  context.fillText(`+${count}`, 0, 3);
  context.restore();
}

function paintDisc(context: Pen, border: string, palette: Palette): void {
  context.beginPath();
  context.arc(0, 0, BADGE_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = palette.canvas;
  context.fill();
  context.strokeStyle = border;
  context.lineWidth = 1.1;
  context.stroke();
}

interface Paths {
  readonly lines: Path2D;
  readonly spots?: Path2D;
}

const made = new Map<Badge, Paths>();

/** Read once; made when first painted, for there are no paths without a browser. */
function pathsOf(badge: Badge): Paths {
  const held = made.get(badge);
  if (held !== undefined) return held;
  const paths = {
    lines: shapePath(badge.lines),
    ...(badge.spots === undefined ? {} : { spots: shapePath(badge.spots) }),
  };
  made.set(badge, paths);
  return paths;
}
