import { mixed } from "../cards/card-style.ts";
import { nodeShapes } from "../marks/node-shapes.ts";
import { isBox } from "../namespace-boxes.ts";
import type { NodeElement } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { PlacedNode, Scene } from "../placed.ts";
import { grow, overlaps, type Rect } from "../routes/shapes.ts";
import type { Shown } from "./paint-bodies.ts";
import { DIMMED } from "./paint-nodes.ts";
import type { Pen } from "./pen.ts";

/** Of the widest ring, beyond the node. */
const RING = 8;
const STOP = 2.4;
const APART = 3;

/** Outlines of nodes by kind, borders by health. Opaque, so that no line shows through what is dimmed. */
export function paintNodeBodies(pen: Pen, scene: Scene, palette: Palette, view: Shown): void {
  const { focus, selected } = view;
  const shown = grow(view.shown, RING);
  for (const { element, rect } of scene.nodes.values()) {
    if (!overlaps(rect, shown)) continue;
    const { border, opacity, width, dashes, fill } = bodyOf(element, palette);
    pen.globalAlpha = focus?.has(element.id) === false ? DIMMED : 1;
    outline(pen, element, rect);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = border;
    pen.lineWidth = width;
    pen.setLineDash([...dashes]);
    pen.globalAlpha *= opacity;
    pen.stroke();
    pen.setLineDash([]);
    const ring = ringOf(element, selected, palette);
    if (ring === undefined) continue;
    pen.globalAlpha = (focus?.has(element.id) === false ? DIMMED : 1) * ring.opacity;
    outline(pen, element, rect, ringAway(width, ring.width));
    pen.strokeStyle = ring.colour;
    pen.lineWidth = ring.width;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Over its body: what the pointer or, as `isStop`, a walk by keyboard stands on. */
export function paintPointedNode(pen: Pen, { element, rect }: PlacedNode, palette: Palette, isStop: boolean): void {
  const { width, dashes } = bodyOf(element, palette);
  outline(pen, element, rect);
  pen.strokeStyle = palette.text;
  pen.lineWidth = width;
  pen.setLineDash([...dashes]);
  pen.stroke();
  pen.setLineDash([]);
  if (!isStop) return;
  outline(pen, element, rect, ringAway(width, STOP));
  pen.strokeStyle = palette.accent;
  pen.lineWidth = STOP;
  pen.stroke();
}

/** How far outside of its node the middle of a ring lies, by the widths of both lines: where cytoscape puts its outlines. */
function ringAway(border: number, ring: number): number {
  return (border + APART + ring) / 2;
}

function outline(pen: Pen, { shape }: NodeElement, rect: Rect, away = 0): void {
  const { corners } = nodeShapes[shape];
  const { left, top, right, bottom } = grow(rect, away);
  pen.beginPath();
  if (corners === undefined) {
    pen.roundRect(left, top, right - left, bottom - top, (shape === "card" ? 8 : 9) + away);
    return;
  }
  const numbers = corners.trim().split(/\s+/).map(Number);
  for (let index = 0; index < numbers.length; index += 2) {
    const [x = 0, y = 0] = numbers.slice(index, index + 2);
    const at = { x: left + ((x + 1) / 2) * (right - left), y: top + ((y + 1) / 2) * (bottom - top) };
    if (index === 0) pen.moveTo(at.x, at.y);
    else pen.lineTo(at.x, at.y);
  }
  pen.closePath();
}

interface Body {
  readonly fill: string;
  readonly border: string;
  readonly opacity: number;
  readonly width: number;
  readonly dashes: readonly number[];
}

function bodyOf(element: NodeElement, palette: Palette): Body {
  const { card, status, noSidecar, shape } = element;
  const unwell = status === "failing" || status === "degraded";
  const badly = status === "failing";
  if (card !== undefined) {
    const accent = palette.accents[card.accent - 1] ?? palette.external;
    return {
      fill: mixed(accent, palette.canvas, 0.14),
      border: unwell ? palette[badly ? "bad" : "warn"] : accent,
      opacity: unwell ? 1 : 0.5,
      width: badly ? 1.8 : unwell ? 1.4 : 1,
      dashes: [],
    };
  }
  const isDotted = nodeShapes[shape].dotted === true;
  const quiet = noSidecar ? palette.second : isDotted ? palette.unknown : palette.nodeBorder;
  return {
    fill: palette.nodeFill,
    border: unwell ? palette[badly ? "bad" : "warn"] : quiet,
    opacity: 1,
    width: badly ? 2 : unwell ? 1.6 : noSidecar ? 1.4 : 1.2,
    dashes: noSidecar ? [4, 3] : isDotted ? [1, 1] : [],
  };
}

/** What is chosen, or fails. */
function ringOf({ id, card, status }: NodeElement, selected: string | undefined, palette: Palette) {
  const isChosen = id === selected || (card !== undefined && selected !== undefined && isBox(card, selected));
  if (isChosen) return { colour: palette.accent, opacity: 1, width: 1.6 };
  return status === "failing" && card === undefined ? { colour: palette.bad, opacity: 0.45, width: 1.4 } : undefined;
}
