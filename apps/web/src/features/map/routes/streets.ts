import type { Streets } from "./find-way.ts";
import type { Obstacles } from "./obstacles.ts";
import type { Rect } from "./shapes.ts";

const BESIDE = 16;
const ABOVE = 11;
const AROUND_BOX = 12;

/** Where edges may run: close by every node and box, in the gaps between columns and rows. */
export function streetsOf(
  nodes: Iterable<Rect>,
  boxes: readonly Rect[],
  titles: readonly Rect[],
  obstacles: Obstacles,
): Streets {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const rect of nodes) {
    xs.push(rect.left - BESIDE, rect.right + BESIDE);
    ys.push(rect.top - ABOVE, rect.bottom + ABOVE);
  }
  for (const box of boxes) {
    xs.push(box.left - AROUND_BOX, box.right + AROUND_BOX);
    ys.push(box.top - AROUND_BOX, box.bottom + AROUND_BOX);
  }
  return { xs: thin(xs), ys: thin(ys), obstacles, boxes, titles };
}

/** Lines closer than 4 px are one street. */
function thin(lines: readonly number[]): number[] {
  const sorted = [...lines].sort((a, b) => a - b);
  const kept: number[] = [];
  for (const line of sorted) {
    const last = kept.at(-1);
    if (last === undefined || line - last >= 4) kept.push(line);
  }
  return kept;
}
