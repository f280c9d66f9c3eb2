import type { HealthStatus } from "@fyr/contract";
import type { NodeElement } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { Point } from "../routes/shapes.ts";
import type { Pen } from "./pen.ts";

const RADIUS = 5.5;
const WIDE = 3.4;
const THIN = 2;
const DOTS = [2, 2.32];
const NOON = -Math.PI / 2;
/** A share too small to see is still drawn this large, radians. */
const LEAST = 0.9;

/** Inbound traffic by outcome; dotted where it cannot be judged, thin and plain where there is nothing to measure. */
export function paintRing(context: Pen, node: NodeElement, at: Point, palette: Palette): void {
  const { ring } = node;
  switch (ring?.kind) {
    case "shares":
      paintShares(context, ring.shares, node.noSidecar, at, palette);
      break;
    case "plain":
    case "dotted":
      // Ready pods are no proof of good answers: green is for those.
      context.strokeStyle = colourOf(ring.status === "healthy" ? "unknown" : ring.status, palette);
      context.lineWidth = THIN;
      context.setLineDash(ring.kind === "dotted" ? DOTS : []);
      arc(context, at, 0, 2 * Math.PI);
      context.setLineDash([]);
      break;
    case undefined:
      break;
  }
}

/** The bad share first, from 12 o'clock on. */
function paintShares(
  context: Pen,
  shares: Readonly<Record<HealthStatus, number>>,
  dashed: boolean,
  at: Point,
  palette: Palette,
): void {
  context.lineWidth = WIDE;
  if (dashed) context.setLineDash([3.4, 2.36]);
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

function arc(context: Pen, at: Point, from: number, to: number): void {
  context.beginPath();
  context.arc(at.x, at.y, RADIUS, NOON + from, NOON + to);
  context.stroke();
}

function colourOf(status: HealthStatus, palette: Palette): string {
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
export function paintGlobe(context: Pen, at: Point, palette: Palette): void {
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
