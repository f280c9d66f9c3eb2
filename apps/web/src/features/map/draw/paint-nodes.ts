import type { NodeElement } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { PlacedNode, Scene } from "../placed.ts";
import type { Rect } from "../routes/shapes.ts";
import { overlaps } from "../routes/shapes.ts";
import { paintBadges } from "./paint-badges.ts";
import { paintGlobe, paintRing } from "./paint-ring.ts";
import type { Pen } from "./pen.ts";

export const DIMMED = 0.15;
/** Text smaller than this on screen, px, is left out. */
const LEAST_TEXT = 5;
const NAME = 11.5;
const META = 10;

/** All on a node but its body: ring, name, second line, badges. */
export function paintNodes(
  context: Pen,
  scene: Scene,
  palette: Palette,
  view: { readonly shown: Rect; readonly zoom: number; readonly focus: ReadonlySet<string> | undefined },
): void {
  context.textBaseline = "alphabetic";
  for (const node of scene.nodes.values()) {
    if (!overlaps(node.rect, view.shown)) continue;
    context.globalAlpha = view.focus?.has(node.element.id) === false ? DIMMED : 1;
    paintNode(context, node, palette, view.zoom);
  }
  context.globalAlpha = 1;
}

function paintNode(context: Pen, node: PlacedNode, palette: Palette, zoom: number): void {
  const { element, rect, centre } = node;
  if (element.card !== undefined) return;
  const names = zoom * NAME >= LEAST_TEXT;
  if (element.shape === "gateway") {
    paintRing(context, element, { x: centre.x, y: centre.y - 7 }, palette);
    if (!names) return;
    write(
      context,
      element.meta,
      centre.x,
      centre.y + 11,
      { size: META, colour: palette.second, centred: true },
      palette,
    );
    const name = { size: NAME, weight: 600, colour: palette.text, centred: true };
    write(context, element.title, centre.x, rect.bottom + 14, name, palette);
    return;
  }
  const ring = { x: rect.left + (element.shape === "service" ? 18 : 14), y: centre.y };
  if (element.shape === "external") paintGlobe(context, ring, palette);
  else paintRing(context, element, ring, palette);
  if (names) paintWords(context, element, rect, ring.x + 12, palette, zoom);
  if (zoom >= 0.4) paintBadges(context, element.badges, rect, palette);
}

function paintWords(
  context: Pen,
  element: NodeElement,
  rect: Rect,
  left: number,
  palette: Palette,
  zoom: number,
): void {
  const middle = (rect.top + rect.bottom) / 2;
  const room = rect.right - left - 7;
  const two = zoom * META >= LEAST_TEXT;
  const name = { size: NAME, weight: 600, colour: palette.text, room };
  write(context, element.title, left, middle + (two ? -2 : 4), name, palette);
  if (two) write(context, element.meta, left, middle + 10.5, { size: META, colour: palette.second, room }, palette);
}

interface Writing {
  readonly size: number;
  readonly weight?: number;
  readonly colour: string;
  readonly centred?: boolean;
  /** px; longer words end in an ellipsis, or are narrowed. */
  readonly room?: number;
}

const fitted = new Map<string, string>();

export function write(context: Pen, words: string, x: number, y: number, how: Writing, palette: Palette): void {
  context.font = `${how.weight ?? 400} ${how.size}px ${palette.font}`;
  context.fillStyle = how.colour;
  context.textAlign = how.centred === true ? "center" : "left";
  if (how.room === undefined) context.fillText(words, x, y);
  else if (context.narrows) context.fillText(words, x, y, how.room);
  else context.fillText(fit(context, words, how.room), x, y);
}

function fit(context: Pen, words: string, room: number): string {
  const key = `${context.font} ${room} ${words}`;
  const held = fitted.get(key);
  if (held !== undefined) return held;
  let short = words;
  while (short.length > 1 && context.measureText(short === words ? words : `${short}…`).width > room) {
    short = short.slice(0, -1);
  }
  const result = short === words ? words : `${short.trimEnd()}…`;
  if (fitted.size > 20_000) fitted.clear();
  fitted.set(key, result);
  return result;
}
