import type { EdgeLabel } from "../edge-label.ts";
import type { PlacedLabel } from "../label-places.ts";
import type { Palette } from "../palette.ts";
import type { Point, Rect } from "../routes/shapes.ts";
import { overlaps } from "../routes/shapes.ts";
import { DIMMED } from "./paint-nodes.ts";
import { DIMMED_FAILING } from "./paint-traffic.ts";
import type { Pen } from "./pen.ts";

/** Words at edges; what is not well stands in a frame with its glyph. */
export function paintLabels(
  context: Pen,
  labels: readonly PlacedLabel[],
  palette: Palette,
  view: {
    readonly shown: Rect;
    readonly focus: ReadonlySet<string> | undefined;
    readonly selected: string | undefined;
  },
): void {
  context.textAlign = "left";
  for (const placed of labels) {
    if (!overlaps(placed.rect, view.shown)) continue;
    context.globalAlpha = view.focus?.has(placed.edge) === false ? dimmed(placed.label) : 1;
    if (placed.label.tone !== "plain") paintLeash(context, placed, palette);
    context.save();
    context.translate(placed.rect.left, placed.rect.top);
    context.scale(placed.scale, placed.scale);
    const width = (placed.rect.right - placed.rect.left) / placed.scale;
    const height = (placed.rect.bottom - placed.rect.top) / placed.scale;
    if (placed.glyphOnly) paintGlyph(context, placed.label, { x: width / 2, y: height / 2 }, palette);
    else if (placed.label.tone === "plain") paintPlain(context, placed.label, width, height, palette);
    else paintFramed(context, placed.label, width, height, palette);
    if (view.selected === placed.edge) outline(context, width, height, palette);
    context.restore();
  }
  context.globalAlpha = 1;
}

function dimmed({ tone }: EdgeLabel): number {
  return tone === "failing" ? DIMMED_FAILING : DIMMED;
}

/** A label that stands apart is tied to its edge. */
function paintLeash(context: Pen, { rect, anchor, label, scale }: PlacedLabel, palette: Palette): void {
  const near = {
    x: Math.min(rect.right, Math.max(rect.left, anchor.x)),
    y: Math.min(rect.bottom, Math.max(rect.top, anchor.y)),
  };
  if (Math.hypot(near.x - anchor.x, near.y - anchor.y) < 8 * scale) return;
  context.beginPath();
  context.moveTo(anchor.x, anchor.y);
  context.lineTo(near.x, near.y);
  context.strokeStyle = label.tone === "failing" ? palette.bad : palette.warn;
  context.lineWidth = scale;
  context.stroke();
}

function paintPlain(context: Pen, label: EdgeLabel, width: number, height: number, palette: Palette) {
  frame(context, width, height, 4);
  context.fillStyle = palette.canvas;
  context.fill();
  context.font = `400 10.5px ${palette.font}`;
  context.fillStyle = palette.second;
  context.textBaseline = "alphabetic";
  context.fillText(label.lines[0] ?? "", 5, height / 2 + 3.7);
}

function paintFramed(context: Pen, label: EdgeLabel, width: number, height: number, palette: Palette) {
  const failing = label.tone === "failing";
  const colour = failing ? palette.bad : palette.warn;
  frame(context, width, height, failing ? 6 : 4.5);
  context.fillStyle = palette.canvas;
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = failing ? 1.5 : 1.2;
  context.stroke();
  const two = label.lines.length > 1;
  paintGlyph(context, label, { x: failing ? 14 : 12.5, y: height / 2 }, palette);
  const left = failing ? 27 : 23;
  context.textBaseline = "alphabetic";
  context.font = `600 ${failing ? 12 : 11}px ${palette.font}`;
  context.fillStyle = failing ? palette.badText : palette.warnText;
  context.fillText(label.lines[0] ?? "", left, two ? height / 2 - 3 : height / 2 + 4);
  if (!two) return;
  context.font = `400 11px ${palette.font}`;
  context.fillStyle = palette.text;
  context.fillText(label.lines[1] ?? "", left, height / 2 + 12);
}

function paintGlyph(context: Pen, label: EdgeLabel, at: Point, palette: Palette): void {
  if (label.tone === "failing") paintOctagon(context, at, palette.bad, palette.canvas);
  else paintTriangle(context, at, palette.warn, palette.canvas);
}

/** Selected: 3.5 px outside. */
function outline(context: Pen, width: number, height: number, palette: Palette): void {
  context.beginPath();
  context.roundRect(-3.5, -3.5, width + 7, height + 7, 9);
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.4;
  context.stroke();
}

function frame(context: Pen, width: number, height: number, radius: number): void {
  context.beginPath();
  context.roundRect(0, 0, width, height, radius);
}

function paintOctagon(context: Pen, at: Point, colour: string, cross: string): void {
  context.beginPath();
  for (let corner = 0; corner < 8; corner++) {
    const angle = Math.PI / 8 + (corner * Math.PI) / 4;
    context.lineTo(at.x + 7 * Math.cos(angle), at.y + 7 * Math.sin(angle));
  }
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.beginPath();
  context.moveTo(at.x - 2.4, at.y - 2.4);
  context.lineTo(at.x + 2.4, at.y + 2.4);
  context.moveTo(at.x + 2.4, at.y - 2.4);
  context.lineTo(at.x - 2.4, at.y + 2.4);
  context.strokeStyle = cross;
  context.lineWidth = 1.8;
  context.lineCap = "round";
  context.stroke();
  context.lineCap = "butt";
}

function paintTriangle(context: Pen, at: Point, colour: string, mark: string): void {
  context.beginPath();
  context.moveTo(at.x, at.y - 6);
  context.lineTo(at.x + 6.4, at.y + 5);
  context.lineTo(at.x - 6.4, at.y + 5);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
  context.fillStyle = mark;
  context.fillRect(at.x - 0.8, at.y - 2.4, 1.6, 4);
  context.fillRect(at.x - 0.8, at.y + 2.5, 1.6, 1.5);
}
