import type { Pen } from "../draw/pen.ts";
import { edgeLooks } from "../marks/edge-looks.ts";
import type { NodeElement } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, Scene } from "../placed.ts";
import type { Rect } from "../routes/shapes.ts";
import type { Small } from "./minimap-frame.ts";

/** What is not well is seen however small it gets, px. */
const LEAST = 2;
const LEAST_UNWELL = 4;
const LINE = 1.3;

/** Namespaces and nodes as blocks, and the edges that are not well. Words and healthy edges would be noise. */
export function paintSmall(pen: Pen, scene: Scene, palette: Palette, small: Small): void {
  for (const { element, rect } of scene.boxes) {
    const colour = palette.accents[element.accent - 1] ?? palette.external;
    pen.globalAlpha = 0.14;
    fillBlock(pen, rect, small, colour, 0);
  }
  pen.globalAlpha = 1;
  const nodes = [...scene.nodes.values()];
  for (const { element, rect } of nodes) {
    if (!isUnwell(element.status)) fillBlock(pen, rect, small, palette.edge, LEAST);
  }
  for (const edge of scene.edges.values())
    if (edgeLooks[edge.element.look].layer > 0) strokeEdge(pen, edge, palette, small);
  for (const { element, rect } of nodes) {
    if (isUnwell(element.status)) fillBlock(pen, rect, small, colourOf(element.status, palette), LEAST_UNWELL);
  }
}

function isUnwell(state: string): boolean {
  return state === "failing" || state === "degraded";
}

function colourOf(status: NodeElement["status"], palette: Palette): string {
  return status === "failing" ? palette.bad : palette.warn;
}

function fillBlock(pen: Pen, rect: Rect, { scale, x, y }: Small, colour: string, least: number): void {
  const width = Math.max(least, (rect.right - rect.left) * scale);
  const height = Math.max(least, (rect.bottom - rect.top) * scale);
  const middle = { x: x + (scale * (rect.left + rect.right)) / 2, y: y + (scale * (rect.top + rect.bottom)) / 2 };
  pen.fillStyle = colour;
  pen.fillRect(middle.x - width / 2, middle.y - height / 2, width, height);
}

/** Every tenth point of its trace is enough at this size. */
function strokeEdge(pen: Pen, { element, trace }: PlacedEdge, palette: Palette, { scale, x, y }: Small): void {
  pen.beginPath();
  trace.points.forEach((point, index) => {
    if (index % 10 === 0 || index === trace.points.length - 1) pen.lineTo(x + scale * point.x, y + scale * point.y);
  });
  pen.strokeStyle = palette[edgeLooks[element.look].colour];
  pen.lineWidth = LINE;
  pen.stroke();
}
