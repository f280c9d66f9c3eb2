import { BOX_PADDING, titleWidth } from "../layout/lay-out.ts";
import type { BoxElement } from "../namespace-boxes.ts";
import { type Rect, rectOf } from "../routes/shapes.ts";
import { withFoot } from "./foot.ts";

/** The border of a namespace around its nodes, with room for its name and, if it is partly open, for its foot. */
export function borderAround(
  nodes: readonly Rect[],
  { name, hidden }: Pick<BoxElement, "name" | "hidden">,
): Rect | undefined {
  const inside = rectOf(nodes);
  if (inside === undefined) return undefined;
  const border = {
    left: inside.left - BOX_PADDING.left,
    right: Math.max(inside.right + BOX_PADDING.right, inside.left - BOX_PADDING.left + titleWidth(name)),
    top: inside.top - BOX_PADDING.top,
    bottom: inside.bottom + BOX_PADDING.bottom,
  };
  return withFoot(border, hidden);
}
