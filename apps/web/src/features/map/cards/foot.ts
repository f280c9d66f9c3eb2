import type { Rect } from "../routes/shapes.ts";

/** Below the nodes of a namespace that is partly open: the rest of it as a field of dots, and their number. px */
const FOOT_HEIGHT = 30;
/** Narrower the number would not fit. */
const LEAST_FOOT_WIDTH = 236;

/** What is not drawn of a namespace. */
export interface Hidden {
  readonly nodes: number;
  /** None of them is unwell or unknown. */
  readonly allHealthy: boolean;
}

export function footOf(rect: Rect): Rect {
  return { left: rect.left + 8, right: rect.right - 8, top: rect.bottom - FOOT_HEIGHT - 6, bottom: rect.bottom - 4 };
}

/** A border with room for the foot. */
export function withFoot(rect: Rect, hidden: Hidden | undefined): Rect {
  if (hidden === undefined) return rect;
  return { ...rect, right: Math.max(rect.right, rect.left + LEAST_FOOT_WIDTH), bottom: rect.bottom + FOOT_HEIGHT };
}

export function hiddenInWords({ nodes, allHealthy }: Hidden): string {
  return `+ ${nodes} ${allHealthy ? "healthy" : "others"}`;
}
