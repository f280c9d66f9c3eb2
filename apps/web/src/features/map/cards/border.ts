import { BOX_PADDING } from "../layout/lay-out.ts";
import { type Rect, rectOf } from "../routes/shapes.ts";
import { type Hidden, withFoot } from "./foot.ts";

/** The border of a namespace around its nodes, with room for its name and, if it is partly open, for its foot. */
export function borderAround(nodes: readonly Rect[], hidden: Hidden | undefined): Rect | undefined {
  const inside = rectOf(nodes);
  if (inside === undefined) return undefined;
  const border = {
    left: inside.left - BOX_PADDING.left,
    right: inside.right + BOX_PADDING.right,
    top: inside.top - BOX_PADDING.top,
    bottom: inside.bottom + BOX_PADDING.bottom,
  };
  return withFoot(border, hidden);
}
