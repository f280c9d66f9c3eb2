import { DIMMED, write } from "../draw/paint-nodes.ts";
import type { Pen } from "../draw/pen.ts";
import type { Palette } from "../palette.ts";
import type { PlacedNode, Scene } from "../placed.ts";
import { overlaps, type Rect } from "../routes/shapes.ts";
import type { CardFace } from "./card-face.ts";

const NAME = 12;
const META = 10;
const INSET = 12;
const BAR = 3;
/** The bad end of the bar is seen however small it is. */
const LEAST_BAD = 14;
/** Names on cards keep this size on screen, px. */
const LEAST_TEXT = 9;
const LARGEST_NAME = 30;

/** All on the cards but their bodies. */
export function paintCards(
  context: Pen,
  scene: Scene,
  palette: Palette,
  view: { readonly shown: Rect; readonly zoom: number; readonly focus: ReadonlySet<string> | undefined },
): void {
  for (const node of scene.nodes.values()) {
    const { card, id } = node.element;
    if (card === undefined || !overlaps(node.rect, view.shown)) continue;
    context.globalAlpha = view.focus?.has(id) === false ? DIMMED : 1;
    paintCard(context, node, card, palette, view.zoom);
  }
  context.globalAlpha = 1;
}

/** All on a card but its body: the accent, its name, what it holds, how it is. */
function paintCard(context: Pen, { element, rect }: PlacedNode, card: CardFace, palette: Palette, zoom: number): void {
  const colour = palette.accents[card.accent - 1] ?? palette.external;
  context.fillStyle = colour;
  context.fillRect(rect.left, rect.top + 8, 3, rect.bottom - rect.top - 16);
  paintBar(context, { element, rect }, card, palette);
  const size = Math.min(LARGEST_NAME, Math.max(NAME, LEAST_TEXT / zoom));
  const far = size > NAME * 1.3;
  const left = rect.left + INSET;
  const right = rect.right - 9;
  const counted = far ? 0 : paintCount(context, { element, rect }, card, palette);
  const name = { size, weight: 600, colour: palette.text, room: right - left - counted };
  write(context, element.title, left, far ? (rect.top + rect.bottom) / 2 + size / 3 : rect.top + 19, name, palette);
  if (far || zoom * META < 5) return;
  write(
    context,
    element.meta,
    left,
    rect.top + 34,
    { size: META, colour: palette.second, room: right - left },
    palette,
  );
}

/** How many workloads and, before that, how many problems; returns the room both take. */
function paintCount(
  context: Pen,
  { element, rect }: Pick<PlacedNode, "element" | "rect">,
  { workloads, problems }: CardFace,
  palette: Palette,
): number {
  const right = rect.right - 9;
  context.font = `400 10.5px ${palette.font}`;
  const wide = context.measureText(String(workloads)).width;
  write(context, String(workloads), right - wide, rect.top + 19, { size: 10.5, colour: palette.muted }, palette);
  if (problems === 0) return wide + 6;
  const failing = element.status === "failing";
  const words = `${failing ? "✕" : "!"} ${problems}`;
  context.font = `600 10.5px ${palette.font}`;
  const more = context.measureText(words).width;
  const colour = failing ? palette.badText : palette.warnText;
  write(context, words, right - wide - 7 - more, rect.top + 19, { size: 10.5, weight: 600, colour }, palette);
  return wide + more + 13;
}

/** The share of its workloads that are well, and at the right end of those that are not. */
function paintBar(
  context: Pen,
  { element, rect }: Pick<PlacedNode, "element" | "rect">,
  { badShare }: CardFace,
  palette: Palette,
): void {
  const left = rect.left + INSET;
  const right = rect.right - 9;
  const top = rect.bottom - 11;
  const bad = badShare === 0 ? 0 : Math.max(LEAST_BAD, badShare * (right - left));
  context.fillStyle = element.status === "unknown" ? palette.unknown : palette.ok;
  context.fillRect(left, top, right - left - bad, BAR);
  context.fillStyle = element.status === "failing" ? palette.bad : palette.warn;
  if (bad > 0) context.fillRect(right - bad, top - 0.5, bad, BAR + 1);
}
