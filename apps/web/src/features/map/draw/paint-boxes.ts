import { countOf, titleOf } from "../box-titles.ts";
import type { Palette } from "../palette.ts";
import type { Scene } from "../placed.ts";
import type { Rect } from "../routes/shapes.ts";
import { overlaps } from "../routes/shapes.ts";
import { DIMMED, write } from "./paint-nodes.ts";
import type { Pen } from "./pen.ts";

/** What boxes stand on, under halos and lines; their tint lies over it. */
export function paintBoxGrounds(context: Pen, scene: Scene, palette: Palette): void {
  context.fillStyle = palette.boxGround;
  for (const { rect } of scene.boxes) {
    context.beginPath();
    context.roundRect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 8);
    context.fill();
  }
}

/** Farther out than this, the borders cytoscape draws are too thin to be seen. */
const FAR_OUT = 0.45;

/** Far out: borders as wide on screen as they are near by. */
export function paintFarBorders(context: Pen, scene: Scene, palette: Palette, zoom: number): void {
  if (zoom >= FAR_OUT) return;
  context.lineWidth = 1 / zoom;
  context.globalAlpha = 0.4;
  for (const { element, rect } of scene.boxes) {
    context.strokeStyle = palette.accents[element.accent - 1] ?? palette.external;
    context.beginPath();
    context.roundRect(rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top, 8);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Names of the namespaces, and how many workloads they hold. */
export function paintBoxTitles(
  context: Pen,
  scene: Scene,
  palette: Palette,
  view: {
    readonly shown: Rect;
    readonly zoom: number;
    readonly focus: ReadonlySet<string> | undefined;
    /** A press on their counts folds them. */
    readonly folds: boolean;
  },
): void {
  const width = (words: string, size: number) => {
    context.font = `400 ${size}px ${palette.font}`;
    return context.measureText(words).width;
  };
  for (const box of scene.boxes) {
    if (!overlaps(box.rect, view.shown)) continue;
    const { element } = box;
    const bright = view.focus === undefined || element.members.some((id) => view.focus?.has(id));
    context.globalAlpha = bright ? 1 : DIMMED * 3;
    const { words, left, baseline, size, room } = titleOf(box, view.zoom);
    const colour = palette.accents[element.accent - 1] ?? palette.external;
    write(context, words, left, baseline, { size, weight: 600, colour, room }, palette);
    const count = countOf(box, view.zoom, width, view.folds);
    if (count === undefined) continue;
    write(context, count.words, count.left, count.baseline, { size: count.size, colour: palette.muted }, palette);
  }
  context.globalAlpha = 1;
}
