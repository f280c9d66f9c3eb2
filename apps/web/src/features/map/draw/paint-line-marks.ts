import { LINE_MARK_RADIUS, type LineMark } from "../line-marks.ts";
import { badges } from "../marks/badges.ts";
import type { Palette } from "../palette.ts";
import { contains, grow, type Rect } from "../routes/shapes.ts";
import { BADGE_RADIUS, paintBadge } from "./paint-badges.ts";
import { DIMMED } from "./paint-nodes.ts";
import type { Pen } from "./pen.ts";

/** Open padlocks on lines. */
export function paintLineMarks(
  context: Pen,
  marks: readonly LineMark[],
  palette: Palette,
  view: { readonly shown: Rect; readonly focus: ReadonlySet<string> | undefined },
): void {
  const shown = grow(view.shown, LINE_MARK_RADIUS);
  for (const { edge, at, partly } of marks) {
    if (!contains(shown, at)) continue;
    context.globalAlpha = view.focus?.has(edge) === false ? DIMMED : 1;
    paintBadge(context, badges.plaintext, { at, scale: LINE_MARK_RADIUS / BADGE_RADIUS, partly }, palette);
  }
  context.globalAlpha = 1;
}
