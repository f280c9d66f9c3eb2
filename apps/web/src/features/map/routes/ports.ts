import type { Rect } from "./shapes.ts";

/** One end of an edge at a node's side. `towards`: the height it heads for, by which the ports are sorted. */
export interface EdgeEnd {
  readonly edge: string;
  readonly towards: number;
  /** Breaks ties: how far the other end is. */
  readonly reach: number;
}

const APART = 6;
const INSET = 6;

/** Heights of the ports on one side of a node, 6 px apart or as the border allows, in the order of the far ends. */
export function portHeights(rect: Rect, ends: readonly EdgeEnd[]): Map<string, number> {
  const sorted = [...ends].sort((a, b) => a.towards - b.towards || a.reach - b.reach || (a.edge < b.edge ? -1 : 1));
  const room = rect.bottom - rect.top - 2 * INSET;
  const apart = sorted.length > 1 ? Math.min(APART, room / (sorted.length - 1)) : 0;
  const first = (rect.top + rect.bottom) / 2 - (apart * (sorted.length - 1)) / 2;
  return new Map(sorted.map((end, index) => [end.edge, first + index * apart]));
}
