import type { EdgeId } from "@fyr/contract";
import type { PlacedEdge, Scene } from "./placed.ts";
import { distanceToWay, type Point } from "./routes/shapes.ts";
import { isLarge } from "./scene.ts";

/**
 * Of the edges that run side by side where one was hit, the one that is nearest. cytoscape measures how far a bent line
 * is away at a few of its points only, and takes its neighbour for it.
 */
export function edgeMeant(scene: Scene, at: Point, hit: EdgeId): EdgeId {
  if (isLarge(scene.nodes.size)) return hit;
  let meant = hit;
  let least = Number.POSITIVE_INFINITY;
  for (const edge of scene.edges.values()) {
    const away = distanceTo(edge, at);
    if (away >= least) continue;
    least = away;
    meant = edge.element.id;
  }
  return meant;
}

function distanceTo({ trace }: PlacedEdge, at: Point): number {
  let least = Number.POSITIVE_INFINITY;
  trace.points.forEach((start, place) => {
    const end = trace.points[place + 1];
    if (end !== undefined) least = Math.min(least, distanceToWay(at, start, end));
  });
  return least;
}
