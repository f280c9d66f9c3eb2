import type { NodeElement } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { Point } from "../routes/shapes.ts";

const RADIUS = 5.5;
const WIDE = 3.4;
const NOON = -Math.PI / 2;
/** A share too small to see is still drawn this large, radians. */
const LEAST = 0.9;

/** Inbound traffic by outcome: the bad share first, from 12 o'clock on. Dotted where nothing tells. */
export function paintRing(context: CanvasRenderingContext2D, node: NodeElement, at: Point, palette: Palette): void {
  context.lineWidth = WIDE;
  const shares = node.ring;
  if (shares === undefined || shares.unknown > 0.999) {
    // Nothing tells that it is well, though nothing may say that it is not.
    context.strokeStyle = colourOf(node.status === "healthy" ? "unknown" : node.status, palette);
    context.lineWidth = 2;
    context.setLineDash([2, 2.32]);
    arc(context, at, 0, 2 * Math.PI);
    context.setLineDash([]);
    return;
  }
  if (node.noSidecar) context.setLineDash([3.4, 2.36]);
  let from = 0;
  for (const status of ["failing", "degraded", "unknown", "healthy"] as const) {
    const share = shares[status];
    if (share <= 0) continue;
    const angle =
      status === "healthy" ? 2 * Math.PI - from : Math.min(2 * Math.PI - from, Math.max(LEAST, share * 2 * Math.PI));
    context.strokeStyle = colourOf(status, palette);
    arc(context, at, from, from + angle);
    from += angle;
  }
  context.setLineDash([]);
}

function arc(context: CanvasRenderingContext2D, at: Point, from: number, to: number): void {
  context.beginPath();
  context.arc(at.x, at.y, RADIUS, NOON + from, NOON + to);
  context.stroke();
}

function colourOf(status: NodeElement["status"], palette: Palette): string {
  switch (status) {
    case "healthy":
      return palette.ok;
    case "degraded":
      return palette.warn;
    case "failing":
      return palette.bad;
    case "unknown":
      return palette.unknown;
  }
}

/** What lies outside the mesh. */
export function paintGlobe(context: CanvasRenderingContext2D, at: Point, palette: Palette): void {
  context.strokeStyle = palette.second;
  context.lineWidth = 1.1;
  context.beginPath();
  context.arc(at.x, at.y, 6, 0, 2 * Math.PI);
  context.moveTo(at.x - 6, at.y);
  context.lineTo(at.x + 6, at.y);
  context.moveTo(at.x + 2.7, at.y);
  context.ellipse(at.x, at.y, 2.7, 6, 0, 0, 2 * Math.PI);
  context.stroke();
}
