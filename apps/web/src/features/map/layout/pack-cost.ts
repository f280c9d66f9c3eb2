import type { Point, Rect, Size } from "../routes/shapes.ts";
import type { BoxToPack, Link } from "./boxes-to-pack.ts";

/** Boxes that stand already, and what is known of all of them. */
export interface Standing {
  /** Upper left corners by box id. */
  readonly corners: ReadonlyMap<string, Point>;
  /** The box of every node. */
  readonly home: ReadonlyMap<string, BoxToPack>;
  /** Links that lead out of a box or into it. */
  readonly linksOf: ReadonlyMap<BoxToPack, readonly Link[]>;
  readonly column: number;
  readonly aspect: number;
}

/** One link of a box to a box that stands. */
export interface Pull {
  /** The node's place in its box. */
  readonly own: Point;
  /** Where the far node stands. */
  readonly other: Point;
  readonly outgoing: boolean;
}

/** A call leads this far to the right at least, px; what leads back costs as much as a long way. */
const FORWARD = 130;
const BACKWARD = 3000;
/** What a px up costs, where a px down costs 1: calls read from the upper left. */
const UPWARD = 2.2;
/** What a px more of the tighter side costs. */
const SPRAWL = 34;

export function pullsOn(box: BoxToPack, { corners, home, linksOf }: Standing): Pull[] {
  return (linksOf.get(box) ?? []).flatMap((link) => {
    const outgoing = home.get(link.source) === box;
    const far = home.get(outgoing ? link.target : link.source);
    const corner = far === undefined ? undefined : corners.get(far.id);
    const own = box.places.get(outgoing ? link.source : link.target);
    const other = far?.places.get(outgoing ? link.target : link.source);
    if (corner === undefined || own === undefined || other === undefined) return [];
    return [{ own, other: { x: corner.x + other.x, y: corner.y + other.y }, outgoing }];
  });
}

/** The price of all ways between a box at `corner` and what it is linked to. */
export function wireCost(corner: Point, pulls: readonly Pull[]): number {
  let cost = 0;
  for (const { own, other, outgoing } of pulls) {
    const forward = (outgoing ? 1 : -1) * (other.x - corner.x - own.x);
    const tight = forward < FORWARD ? (FORWARD - forward) * 2 + BACKWARD : forward - FORWARD;
    const down = (outgoing ? 1 : -1) * (other.y - corner.y - own.y);
    cost += (down < 0 ? -UPWARD * down : down) + tight;
  }
  return cost;
}

/** The price of the ground covered: mostly of the side that decides how small the whole is drawn. */
export function sprawl({ left, top, right, bottom }: Rect, aspect: number): number {
  const width = right - left;
  const height = (bottom - top) * aspect;
  return (Math.max(width, height) + 0.25 * Math.min(width, height)) * SPRAWL;
}

export function rectAt(corner: Point, size: Size): Rect {
  return { left: corner.x, top: corner.y, right: corner.x + size.width, bottom: corner.y + size.height };
}
