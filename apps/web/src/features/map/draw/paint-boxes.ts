import type { Palette } from "../palette.ts";
import type { Rect } from "../routes/shapes.ts";
import { overlaps } from "../routes/shapes.ts";
import type { Scene } from "../scene.ts";
import { DIMMED, write } from "./paint-nodes.ts";

const LEAST_SIZE = 9;
const LARGEST_SIZE = 26;

/** Names of the namespaces; far away they grow, so that the map can still be read. */
export function paintBoxTitles(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  view: { readonly shown: Rect; readonly zoom: number; readonly focus: ReadonlySet<string> | undefined },
): void {
  const size = Math.min(LARGEST_SIZE, Math.max(11, LEAST_SIZE / view.zoom));
  for (const { element, rect } of scene.boxes) {
    if (!overlaps(rect, view.shown)) continue;
    const bright = view.focus === undefined || element.members.some((id) => view.focus?.has(id));
    context.globalAlpha = bright ? 1 : DIMMED * 3;
    const colour = palette.accents[element.accent - 1] ?? palette.external;
    const room = rect.right - rect.left - 20;
    const y = rect.top + 5 + Math.min(size, 20);
    write(context, element.name, rect.left + 10, y, { size, weight: 600, colour, room }, palette);
    if (size > 12 || room < 150) continue;
    const count = `${element.workloads} ${element.workloads === 1 ? "workload" : "workloads"}`;
    context.font = `400 10.5px ${palette.font}`;
    const left = rect.right - 10 - context.measureText(count).width;
    write(context, count, left, y, { size: 10.5, colour: palette.muted }, palette);
  }
  context.globalAlpha = 1;
}
