import type { BadgeKind } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { Point, Rect } from "../routes/shapes.ts";

const RADIUS = 8;
const APART = 18;
const AT_MOST = 3;

/** Discs on the upper border, from the right; what does not fit is counted. */
export function paintBadges(
  context: CanvasRenderingContext2D,
  badges: readonly BadgeKind[],
  rect: Rect,
  palette: Palette,
): void {
  badges.slice(0, AT_MOST).forEach((badge, index) => {
    const at = { x: rect.right - 10 - index * APART, y: rect.top - 1 };
    const rest = badges.length - AT_MOST + 1;
    disc(context, at, badge === "plaintext" ? palette.warn : palette.nodeBorder, palette);
    if (index === AT_MOST - 1 && badges.length > AT_MOST) {
      context.fillStyle = palette.second;
      context.font = `600 8px ${palette.font}`;
      context.textAlign = "center";
      context.fillText(`+${rest}`, at.x, at.y + 3);
      return;
    }
    context.strokeStyle = badge === "plaintext" ? palette.warn : palette.second;
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 1.2;
    glyphs[badge](context, at);
  });
}

function disc(context: CanvasRenderingContext2D, at: Point, border: string, palette: Palette): void {
  context.beginPath();
  context.arc(at.x, at.y, RADIUS, 0, 2 * Math.PI);
  context.fillStyle = palette.canvas;
  context.fill();
  context.strokeStyle = border;
  context.lineWidth = 1.1;
  context.stroke();
}

const glyphs: Readonly<Record<BadgeKind, (context: CanvasRenderingContext2D, at: Point) => void>> = {
  split(context, { x, y }) {
    context.beginPath();
    context.moveTo(x - 4, y);
    context.lineTo(x - 1.5, y);
    context.lineTo(x + 2.6, y - 2.8);
    context.moveTo(x - 1.5, y);
    context.lineTo(x + 2.6, y + 2.8);
    context.stroke();
    for (const [dx, dy] of [
      [3, -3],
      [3, 3],
    ] as const) {
      context.beginPath();
      context.arc(x + dx, y + dy, 1.2, 0, 2 * Math.PI);
      context.fill();
    }
  },
  circuitBreaker(context, { x, y }) {
    context.beginPath();
    context.moveTo(x + 1.4, y - 4.6);
    context.lineTo(x - 2.8, y + 0.7);
    context.lineTo(x - 0.2, y + 0.7);
    context.lineTo(x - 1.4, y + 4.6);
    context.lineTo(x + 2.8, y - 0.7);
    context.lineTo(x + 0.2, y - 0.7);
    context.closePath();
    context.stroke();
  },
  fault(context, { x, y }) {
    context.beginPath();
    context.moveTo(x, y - 4);
    context.lineTo(x, y + 1);
    context.stroke();
    context.beginPath();
    context.arc(x, y + 3.4, 0.9, 0, 2 * Math.PI);
    context.fill();
  },
  plaintext(context, { x, y }) {
    context.strokeRect(x - 3, y - 0.6, 6, 4.4);
    context.beginPath();
    context.arc(x + 0.6, y - 1.4, 2.1, Math.PI, 1.85 * Math.PI);
    context.moveTo(x - 1.5, y - 1.4);
    context.lineTo(x - 1.5, y - 0.6);
    context.stroke();
  },
};
