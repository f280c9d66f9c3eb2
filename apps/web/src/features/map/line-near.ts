import type { EdgeId } from "@fyr/contract";
import type { PlacedEdge, Scene } from "./placed.ts";
import { distanceToWay, type Point, rectAround } from "./routes/shapes.ts";
import { isApart } from "./scene.ts";

/** Farther out than this, nobody can mean one of thousands of lines. */
const LEAST_ZOOM = 0.3;
/** px on screen. */
const REACH = 5;

/** Of the lines that cytoscape does not draw, the one that is meant by a point of the map. */
export function lineNear(scene: Scene, at: Point, zoom: number): EdgeId | undefined {
  if (zoom < LEAST_ZOOM) return undefined;
  const reach = REACH / zoom;
  const close = scene.lines.through(rectAround(at, { width: 2 * reach, height: 2 * reach }));
  const edges: ReadonlyMap<string, PlacedEdge> = scene.edges;
  let nearest: PlacedEdge | undefined;
  let least = reach;
  for (const id of close) {
    const edge = edges.get(id);
    if (edge === undefined || !isApart(scene, edge)) continue;
    const away = distanceToWay(at, edge.path.start, edge.path.end);
    if (away >= least) continue;
    least = away;
    nearest = edge;
  }
  return nearest?.element.id;
}
