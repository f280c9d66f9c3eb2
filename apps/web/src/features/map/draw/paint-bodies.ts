import { edgeLooks } from "../marks/edge-looks.ts";
import { isBox } from "../namespace-boxes.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, Scene } from "../placed.ts";
import { type EdgePath, pieces, pointAlong } from "../routes/edge-path.ts";
import type { Rect } from "../routes/shapes.ts";
import { nodesBehind } from "../scene.ts";
import { fadeAt, fadeStep } from "./fade.ts";
import { BOX_FILL } from "./node-style.ts";
import { DIMMED } from "./paint-nodes.ts";
import { DIMMED_FAILING } from "./paint-traffic.ts";
import type { Pen } from "./pen.ts";

export interface Shown {
  /** What of the map can be seen. */
  readonly shown: Rect;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
}

/** Namespace colour over the grounds of boxes, and their borders. */
export function paintBoxes(pen: Pen, scene: Scene, palette: Palette, { focus, selected }: Shown): void {
  for (const { element, rect } of scene.boxes) {
    const chosen = selected !== undefined && isBox(element, selected);
    const colour = palette.accents[element.accent - 1] ?? palette.external;
    const dim = focus !== undefined && !element.members.some((id) => focus.has(id));
    pen.beginPath();
    pen.roundRect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 8);
    pen.globalAlpha = BOX_FILL * (dim ? 0.5 : 1);
    pen.fillStyle = colour;
    pen.fill();
    pen.globalAlpha = (chosen ? 1 : 0.34) * (dim ? 0.5 : 1);
    pen.strokeStyle = chosen ? palette.accent : colour;
    pen.lineWidth = chosen ? 1.5 : 1;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/**
 * Lines with their arrows, what is not well over what is. Calls of nodes to themselves are painted elsewhere. `only`:
 * those that others do not paint.
 */
export function paintEdges(
  pen: Pen,
  scene: Scene,
  palette: Palette,
  { focus, selected }: Shown,
  only: (edge: PlacedEdge) => boolean = () => true,
): void {
  const fade = fadeAt(fadeStep(nodesBehind(scene)));
  const order = ({ element }: PlacedEdge) => (element.id === selected ? 3 : edgeLooks[element.look].layer);
  const edges = [...scene.edges.values()].filter((edge) => edge.element.source !== edge.element.target && only(edge));
  for (const edge of edges.toSorted((a, b) => order(a) - order(b))) {
    const { id, look } = edge.element;
    const chosen = id === selected;
    const quiet = edgeLooks[look].layer === 0;
    const dimmed = look === "failing" ? DIMMED_FAILING : DIMMED;
    pen.globalAlpha = (focus?.has(id) === false ? dimmed : 1) * (quiet && !chosen ? fade : 1);
    const colour = chosen && look === "healthy" ? palette.text : palette[edgeLooks[look].colour];
    pen.strokeStyle = colour;
    pen.fillStyle = colour;
    paintEdge(pen, edge, quiet ? 0.72 : 0.85);
  }
  pen.globalAlpha = 1;
}

/** Over all others: what the pointer or, as `isStop`, a walk by keyboard stands on. */
export function paintPointedEdge(pen: Pen, edge: PlacedEdge, palette: Palette, isStop: boolean): void {
  const { look, width, source, target } = edge.element;
  if (isStop) {
    pen.globalAlpha = 0.55;
    pen.strokeStyle = palette.accent;
    pen.lineWidth = width + 7;
    traceOut(pen, edge.path);
    pen.stroke();
    pen.globalAlpha = 1;
  }
  if (source === target) return;
  const colour = look === "healthy" ? palette.text : palette[edgeLooks[look].colour];
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  paintEdge(pen, edge, edgeLooks[look].layer === 0 ? 0.72 : 0.85);
}

/** The line ends inside its arrow, so that the tip stays sharp. */
function paintEdge(pen: Pen, { element, path, trace }: PlacedEdge, arrowScale: number): void {
  const arrow = 0.3 * Math.max((element.width * 13.37) ** 0.9, 29) * arrowScale;
  const neck = pointAlong(trace, Math.max(0, trace.length - arrow * 0.8));
  pen.lineWidth = element.width;
  pen.setLineDash([...edgeLooks[element.look].dashes]);
  traceOut(pen, { ...path, end: neck });
  pen.stroke();
  pen.setLineDash([]);
  const from = pointAlong(trace, Math.max(0, trace.length - arrow));
  const { x, y } = path.end;
  const length = Math.hypot(x - from.x, y - from.y) || 1;
  const [across, down] = [((y - from.y) / length) * (arrow / 2), ((x - from.x) / length) * (arrow / 2)];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(from.x - across, from.y + down);
  pen.lineTo(from.x + across, from.y - down);
  pen.closePath();
  pen.fill();
}

function traceOut(pen: Pen, path: EdgePath): void {
  pen.beginPath();
  pen.moveTo(path.start.x, path.start.y);
  for (const { control, to } of pieces(path)) pen.quadraticCurveTo(control.x, control.y, to.x, to.y);
}
