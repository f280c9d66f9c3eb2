import type { NodeElement } from "./node-element.ts";
import type { Rect } from "./routes/shapes.ts";

const GATEWAY_NAME = 18;

/** A node with the name below it, where it has one there. */
export function wholeRect(rect: Rect, { shape }: Pick<NodeElement, "shape">): Rect {
  return shape === "gateway" ? { ...rect, bottom: rect.bottom + GATEWAY_NAME } : rect;
}
