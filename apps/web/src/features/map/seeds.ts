import type { Topology } from "@fyr/contract";
import { partIdsByNode } from "../../view/shown-picture.ts";
import type { Point } from "./routes/shapes.ts";

/** Where nodes of a coarser grain would stand: in the middle of what they stand for, as far as that has a place. */
export function seedPlaces(picture: Topology, placed: ReadonlyMap<string, Point>): Map<string, Point> {
  const seeds = new Map<string, Point>();
  for (const [id, parts] of partIdsByNode(picture)) {
    const points = parts.flatMap((part) => placed.get(part) ?? []);
    if (points.length === 0) continue;
    const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
    const mean = { x: Math.round(sum.x / points.length), y: Math.round(sum.y / points.length) };
    // On the spot of one of them, if it can be: columns stay columns.
    seeds.set(
      id,
      points.reduce((best, at) => (distance(at, mean) < distance(best, mean) ? at : best)),
    );
  }
  return seeds;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
