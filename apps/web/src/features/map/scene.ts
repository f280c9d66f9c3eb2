import type { EdgeId, NodeId } from "@fyr/contract";
import { borderAround } from "./cards/border.ts";
import type { EdgeElement } from "./edge-element.ts";
import type { Elements } from "./elements.ts";
import { leadEdges, leadsAsBefore, onItsPath, stands } from "./lead-edges.ts";
import type { BoxElement } from "./namespace-boxes.ts";
import type { NodeElement } from "./node-element.ts";
import type { PlacedBox, PlacedEdge, PlacedNode, Scene } from "./placed.ts";
import { indexLines } from "./routes/line-index.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { rectAround } from "./routes/shapes.ts";
import { wholeRect } from "./whole-rect.ts";

/** A node in a hand that has not put it down; the scene has it where it stood. */
export interface Carried {
  readonly id: string;
  readonly at: Point;
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

/** One of thousands of lines: painted with all the others at once, not by cytoscape. */
export function isApart({ nodes }: Scene, { isStraight }: PlacedEdge): boolean {
  return isStraight === true && isLarge(nodes.size);
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
  const nodes = new Map<NodeId, PlacedNode>();
  for (const element of elements.nodes) {
    const centre = places.get(element.id);
    if (centre !== undefined) nodes.set(element.id, placeNode(element, centre, before.nodes.get(element.id)));
  }
  const boxes = elements.boxes.flatMap((element) => placeBox(element, nodes));
  if (!before.onTheWay && sameGround(nodes, elements.edges, before)) {
    return { nodes, boxes, edges: renumbered(elements.edges, before.edges), lines: before.lines, onTheWay };
  }
  const edges = leadEdges(elements.edges, { nodes, boxes, before }, onTheWay || isLarge(nodes.size));
  return { nodes, boxes, edges, lines: indexLines(edges), onTheWay };
}

function placeNode(element: NodeElement, centre: Point, held: PlacedNode | undefined): PlacedNode {
  if (held?.centre !== centre) return { element, centre, rect: rectAround(centre, element) };
  if (held.element === element) return held;
  const { width, height } = held.element;
  const isAsLarge = width === element.width && height === element.height;
  return { element, centre, rect: isAsLarge ? held.rect : rectAround(centre, element) };
}

/** On the paths they have. */
function renumbered(edges: readonly EdgeElement[], before: Scene["edges"]): Scene["edges"] {
  const kept = new Map<EdgeId, PlacedEdge>();
  for (const element of edges) {
    const held = before.get(element.id);
    if (held !== undefined) kept.set(element.id, onItsPath(element, held));
  }
  return kept;
}

function sameGround(nodes: Scene["nodes"], edges: readonly EdgeElement[], before: Scene): boolean {
  if (nodes.size !== before.nodes.size) return false;
  for (const node of nodes.values()) if (!stands(node, before)) return false;
  let drawn = 0;
  for (const edge of edges) {
    if (leadsAsBefore(edge, before.edges.get(edge.id))) drawn += 1;
    else if (nodes.has(edge.source) && nodes.has(edge.target)) return false;
  }
  return drawn === before.edges.size;
}

export function wholeOf({ rect, element }: PlacedNode): Rect {
  return wholeRect(rect, element);
}

function placeBox(element: BoxElement, nodes: Scene["nodes"]): PlacedBox[] {
  const members = element.members.flatMap((id) => nodes.get(id) ?? []);
  const border = borderAround(members.map(wholeOf), element);
  return border === undefined ? [] : [{ element, rect: border }];
}
