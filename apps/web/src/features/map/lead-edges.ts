import type { EdgeId, NodeId } from "@fyr/contract";
import { titlesOf } from "./box-titles.ts";
import type { EdgeElement } from "./edge-element.ts";
import { edgeLooks } from "./marks/edge-looks.ts";
import type { PlacedBox, PlacedEdge, PlacedNode, Scene } from "./placed.ts";
import { type EdgePath, tracePath } from "./routes/edge-path.ts";
import { loopPath } from "./routes/loop-path.ts";
import { routeEdges } from "./routes/route-edges.ts";
import type { Rect } from "./routes/shapes.ts";
import { straightLine } from "./straight-line.ts";

/** `briefly`: only what is not well goes its own way, everything else the shortest. */
export function leadEdges(
  elements: readonly EdgeElement[],
  { nodes, boxes, before }: Pick<Scene, "nodes" | "boxes"> & { readonly before: Scene },
  briefly: boolean,
): Map<EdgeId, PlacedEdge> {
  const isStraight = ({ look, source, target }: EdgeElement) =>
    briefly && edgeLooks[look].layer === 0 && source !== target;
  const paths = routesOf(
    nodes,
    elements.filter((element) => !isStraight(element)),
    boxes,
    !briefly,
  );
  const edges = new Map<EdgeId, PlacedEdge>();
  for (const element of elements) {
    const from = nodes.get(element.source);
    const to = nodes.get(element.target);
    if (from === undefined || to === undefined) continue;
    const path = paths.get(element.id);
    const held = before.edges.get(element.id);
    if (path !== undefined) edges.set(element.id, { element, path, trace: tracePath(path) });
    else if (held?.isStraight === true && stands(from, before) && stands(to, before) && leadsAsBefore(element, held))
      edges.set(element.id, onItsPath(element, held));
    else edges.set(element.id, { element, ...straightLine(from.rect, to.rect), isStraight: true });
  }
  return edges;
}

export function onItsPath(element: EdgeElement, held: PlacedEdge): PlacedEdge {
  if (held.element === element) return held;
  const { path, trace, isStraight } = held;
  return isStraight === undefined ? { element, path, trace } : { element, path, trace, isStraight };
}

/** Where it stood, and as large. */
export function stands({ element, centre }: PlacedNode, before: Scene): boolean {
  const held = before.nodes.get(element.id);
  if (held === undefined || held.centre.x !== centre.x || held.centre.y !== centre.y) return false;
  return held.element.width === element.width && held.element.height === element.height;
}

/** A call keeps its id where one of its ends is folded. */
export function leadsAsBefore({ source, target }: EdgeElement, before: PlacedEdge | undefined): boolean {
  return before?.element.source === source && before.element.target === target;
}

function routesOf(nodes: Scene["nodes"], edges: readonly EdgeElement[], boxes: readonly PlacedBox[], around: boolean) {
  const ground = {
    nodes: new Map([...nodes].map(([id, node]) => [id, node.rect])),
    boxes: boxes.map((box) => box.rect),
    titles: boxes.flatMap(titlesOf),
  };
  const routes = routeEdges(ground, edges, around);
  for (const [id, loop] of loopsOf(ground.nodes, edges)) routes.set(id, loop);
  return routes;
}

function loopsOf(nodes: ReadonlyMap<NodeId, Rect>, edges: readonly EdgeElement[]): Map<EdgeId, EdgePath> {
  const loops = new Map<EdgeId, EdgePath>();
  const counts = new Map<NodeId, number>();
  for (const { id, source, target } of edges) {
    const rect = nodes.get(source);
    if (source !== target || rect === undefined) continue;
    const already = counts.get(source) ?? 0;
    loops.set(id, loopPath(rect, already));
    counts.set(source, already + 1);
  }
  return loops;
}
