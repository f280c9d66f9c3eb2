import { type EdgeLook, edgeLooks } from "../marks/edge-looks.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, Scene } from "../placed.ts";
import { pointAlong } from "../routes/edge-path.ts";
import { DIMMED } from "./paint-nodes.ts";
import { DIMMED_FAILING } from "./paint-traffic.ts";
import type { Pen } from "./pen.ts";

const ARROW = 7;

/**
 * Calls of nodes to themselves. Cytoscape's own loops come out wider than they are told, beside their halo and dots;
 * they are see-through, and only pointed at.
 */
export function paintLoops(
  context: Pen,
  scene: Scene,
  palette: Palette,
  { focus, selected }: { readonly focus: ReadonlySet<string> | undefined; readonly selected: string | undefined },
): void {
  for (const edge of scene.edges.values()) {
    const { element, trace } = edge;
    if (element.source !== element.target) continue;
    const colour =
      element.id === selected && element.look === "healthy" ? palette.text : palette[edgeLooks[element.look].colour];
    context.globalAlpha = focus?.has(element.id) === false ? dimmed(element.look) : 1;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = element.width;
    context.setLineDash([...edgeLooks[element.look].dashes]);
    context.beginPath();
    for (const point of trace.points) context.lineTo(point.x, point.y);
    context.stroke();
    paintArrow(context, edge);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function dimmed(look: EdgeLook): number {
  return look === "failing" ? DIMMED_FAILING : DIMMED;
}

function paintArrow(context: Pen, { trace, path, element }: PlacedEdge): void {
  const size = ARROW + element.width;
  const { x, y } = path.end;
  const from = pointAlong(trace, trace.length - size);
  const length = Math.hypot(x - from.x, y - from.y) || 1;
  const along = { x: (x - from.x) / length, y: (y - from.y) / length };
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(from.x - (along.y * size) / 2, from.y + (along.x * size) / 2);
  context.lineTo(from.x + (along.y * size) / 2, from.y - (along.x * size) / 2);
  context.closePath();
  context.fill();
}
