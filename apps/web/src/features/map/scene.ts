import type { EdgeId, NodeId } from "@fyr/contract";
import { borderAround } from "./cards/border.ts";
import type { EdgeElement } from "./edge-element.ts";
import type { Elements } from "./elements.ts";
import type { BoxElement } from "./namespace-boxes.ts";
import type { NodeElement } from "./node-element.ts";
import { type EdgePath, type Trace, tracePath } from "./routes/edge-path.ts";
import { indexLines, type LineIndex } from "./routes/line-index.ts";
import { loopPath } from "./routes/loop-path.ts";
import { routeEdges } from "./routes/route-edges.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { rectAround } from "./routes/shapes.ts";
import { straightLine } from "./straight-line.ts";
import { wholeRect } from "./whole-rect.ts";

export interface PlacedNode {
  readonly element: NodeElement;
  readonly centre: Point;
  readonly rect: Rect;
}

export interface PlacedEdge {
  readonly element: EdgeElement;
  readonly path: EdgePath;
  readonly trace: Trace;
  /** Goes the shortest way, whatever is below it. */
  readonly isStraight?: boolean;
}

export interface PlacedBox {
  readonly element: BoxElement;
  readonly rect: Rect;
}

/** Elements with their places: all that the painters need to know. */
export interface Scene {
  readonly nodes: ReadonlyMap<NodeId, PlacedNode>;
  readonly edges: ReadonlyMap<EdgeId, PlacedEdge>;
  readonly boxes: readonly PlacedBox[];
  /** Where edges run; the same object while no path changes. */
  readonly lines: LineIndex;
  /** Another scene follows in a moment. */
  readonly onTheWay?: boolean;
}

export const emptyScene: Scene = {
  nodes: new Map(),
  edges: new Map(),
  boxes: [],
  lines: indexLines(new Map()),
  onTheWay: false,
};

const LARGE = 150;

/** So many nodes that edges take the shortest curve and healthy ones fade. */
export function isLarge(nodes: number): boolean {
  return nodes > LARGE;
}

/** How many nodes a scene stands for, those on cards and those not drawn included. */
export function nodesBehind({ nodes, boxes }: Scene): number {
  const drawn = [...nodes.values()].reduce((sum, { element }) => sum + (element.card?.members.length ?? 1), 0);
  return boxes.reduce((sum, { element }) => sum + (element.hidden?.nodes ?? 0), drawn);
}

/**
 * Paths are kept from the scene before while nodes stand and edges lead where they did. `onTheWay`: another scene
 * follows in a moment, and edges take the shortest curve until then.
 */
export function placeScene(
  elements: Elements,
  places: ReadonlyMap<string, Point>,
  before: Scene,
  onTheWay = false,
): Scene {
  const nodes = new Map(
    elements.nodes.flatMap((element) => {
      const centre = places.get(element.id);
      if (centre === undefined) return [];
      const held = before.nodes.get(element.id);
      if (held?.element === element && held.centre === centre) return [[element.id, held] as const];
      return [[element.id, { element, centre, rect: rectAround(centre, element) }] as const];
    }),
  );
  const boxes = elements.boxes.flatMap((element) => placeBox(element, nodes));
  if (!before.onTheWay && sameGround(nodes, elements.edges, before)) {
    return { nodes, boxes, edges: renumbered(elements.edges, before.edges), lines: before.lines, onTheWay };
  }
  const edges = leadEdges(elements.edges, nodes, boxes, onTheWay || isLarge(nodes.size));
  return { nodes, boxes, edges, lines: indexLines(edges), onTheWay };
}

/** On the paths they have. */
function renumbered(edges: readonly EdgeElement[], before: Scene["edges"]): Scene["edges"] {
  const kept = new Map<EdgeId, PlacedEdge>();
  for (const element of edges) {
    const held = before.get(element.id);
    if (held !== undefined) kept.set(element.id, held.element === element ? held : { ...held, element });
  }
  return kept;
}

/** `briefly`: only what is not well goes its own way, everything else the shortest. */
function leadEdges(
  elements: readonly EdgeElement[],
  nodes: Scene["nodes"],
  boxes: readonly PlacedBox[],
  briefly: boolean,
): Map<EdgeId, PlacedEdge> {
  const isStraight = ({ look, source, target }: EdgeElement) =>
    briefly && look !== "failing" && look !== "degraded" && source !== target;
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
    if (path !== undefined) edges.set(element.id, { element, path, trace: tracePath(path) });
    else edges.set(element.id, { element, ...straightLine(from.rect, to.rect), isStraight: true });
  }
  return edges;
}

function sameGround(nodes: Scene["nodes"], edges: readonly EdgeElement[], before: Scene): boolean {
  if (nodes.size !== before.nodes.size) return false;
  for (const [id, node] of nodes) {
    const held = before.nodes.get(id);
    if (held === undefined || held.centre.x !== node.centre.x || held.centre.y !== node.centre.y) return false;
    if (held.element.width !== node.element.width || held.element.height !== node.element.height) return false;
  }
  const drawn = edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  return drawn.length === before.edges.size && drawn.every((edge) => leadsAsBefore(edge, before.edges.get(edge.id)));
}

/** A call keeps its id where one of its ends is folded. */
function leadsAsBefore({ source, target }: EdgeElement, before: PlacedEdge | undefined): boolean {
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

/** Where the name and the count of a box stand. */
export function titlesOf(box: PlacedBox): Rect[] {
  const { left, right, top } = box.rect;
  const name = {
    left: left + 6,
    right: Math.min(right, left + 18 + box.element.name.length * 6.6),
    top: top + 3,
    bottom: top + 21,
  };
  const narrow = right - left < 180;
  return narrow ? [name] : [name, { left: right - 116, right: right - 4, top: top + 3, bottom: top + 21 }];
}

export function wholeOf({ rect, element }: PlacedNode): Rect {
  return wholeRect(rect, element);
}

function placeBox(element: BoxElement, nodes: Scene["nodes"]): PlacedBox[] {
  const members = element.members.flatMap((id) => nodes.get(id) ?? []);
  const border = borderAround(members.map(wholeOf), element);
  return border === undefined ? [] : [{ element, rect: border }];
}
