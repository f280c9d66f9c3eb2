import { DIMMED, write } from "../draw/paint-nodes.ts";
import type { Pen } from "../draw/pen.ts";
import type { Palette } from "../palette.ts";
import type { Scene } from "../placed.ts";
import { overlaps, type Rect } from "../routes/shapes.ts";
import { footOf, hiddenInWords } from "./foot.ts";

const DOT = 4.6;
const PITCH = 7.6;
const ROWS = 2;
const WORDS = 78;

/** The rest of what is partly open: a dot for each of its nodes, as far as there is room, and how many there are. */
export function paintFeet(
  context: Pen,
  scene: Scene,
  palette: Palette,
  view: { readonly shown: Rect; readonly zoom: number; readonly focus: ReadonlySet<string> | undefined },
): void {
  for (const { element, rect } of scene.boxes) {
    const { hidden } = element;
    if (hidden === undefined || !overlaps(rect, view.shown)) continue;
    const foot = footOf(rect);
    context.globalAlpha = view.focus === undefined ? 1 : DIMMED * 3;
    context.fillStyle = hidden.allHealthy ? palette.ok : palette.unknown;
    const across = Math.floor((foot.right - foot.left - WORDS) / PITCH);
    context.beginPath();
    for (let dot = 0; dot < Math.min(hidden.nodes, across * ROWS); dot++) {
      const x = foot.left + 4 + (dot % across) * PITCH;
      const y = foot.top + 10 + Math.floor(dot / across) * PITCH;
      context.roundRect(x, y, DOT, DOT, DOT / 2);
    }
    context.globalAlpha *= 0.7;
    context.fill();
    context.globalAlpha = view.focus === undefined ? 1 : DIMMED * 3;
    if (view.zoom * 10.5 < 5) continue;
    const left = foot.right - WORDS + 4;
    const how = { size: 10.5, colour: palette.second, room: WORDS - 4 };
    write(context, hiddenInWords(hidden), left, foot.top + 19, how, palette);
  }
  context.globalAlpha = 1;
}
