import type { EdgeId } from "@fyr/contract";
import type { Core, ElementDefinition, SingularElementArgument } from "cytoscape";
import { fadeStep } from "./draw/fade.ts";
import { edgeLooks } from "./marks/edge-looks.ts";
import { type NodeElement, sameBody } from "./node-element.ts";
import type { PlacedBox, PlacedEdge, PlacedNode, Scene } from "./placed.ts";
import { controlOffsets } from "./routes/edge-path.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { isApart, nodesBehind } from "./scene.ts";

/**
 * Brings cytoscape from one scene to the next in one batch; what kept its identity, or is painted apart, is not
 * touched. `before` is there as a whole.
 */
export function syncCytoscape(
  cy: Core,
  before: Scene,
  after: Scene,
  add: (fresh: ElementDefinition[]) => void = (fresh) => cy.add(fresh),
): void {
  cy.batch(() => {
    const boxes = new Map(before.boxes.map((box) => [box.element.id, box]));
    removeGone(cy, before, after);
    const fresh: ElementDefinition[] = [];
    for (const box of after.boxes) putBox(cy, box, boxes.get(box.element.id), fresh);
    for (const [id, node] of after.nodes) putNode(cy, node, before.nodes.get(id), fresh);
    const fade = fadeStep(nodesBehind(after));
    const refade = fade !== fadeStep(nodesBehind(before));
    for (const [id, edge] of after.edges) {
      if (isApart(after, edge)) continue;
      const ends = endsMoved(before, after, edge);
      const was = drawnEdge(before, id);
      if (was !== edge || ends || refade) putEdge(cy, edge, { before: was, scene: after, fade, refade, ends }, fresh);
    }
    add(fresh);
  });
}

export function boxNodeId(box: string): string {
  return `box ${box}`;
}

/** By cytoscape. */
function drawnEdge(scene: Scene, id: EdgeId): PlacedEdge | undefined {
  const edge = scene.edges.get(id);
  return edge === undefined || isApart(scene, edge) ? undefined : edge;
}

function endsMoved(before: Scene, after: Scene, { element }: PlacedEdge): boolean {
  return [element.source, element.target].some((id) => before.nodes.get(id)?.centre !== after.nodes.get(id)?.centre);
}

function removeGone(cy: Core, before: Scene, after: Scene): void {
  const boxes = new Set(after.boxes.map((box) => box.element.id));
  for (const [id, edge] of before.edges) {
    if (isApart(before, edge)) continue;
    const { source, target } = edge.element;
    const now = drawnEdge(after, id)?.element;
    // Cytoscape's edges do not change their ends: one that leads elsewhere is another.
    if (now?.source !== source || now.target !== target) cy.getElementById(id).remove();
  }
  for (const id of before.nodes.keys()) if (!after.nodes.has(id)) cy.getElementById(id).remove();
  for (const { element } of before.boxes) if (!boxes.has(element.id)) cy.getElementById(boxNodeId(element.id)).remove();
}

function putBox(
  cy: Core,
  { element, rect }: PlacedBox,
  before: PlacedBox | undefined,
  fresh: ElementDefinition[],
): void {
  const id = boxNodeId(element.id);
  const size = { width: rect.right - rect.left, height: rect.bottom - rect.top };
  if (before === undefined) {
    fresh.push({
      data: { id, ...size },
      position: centreOf(rect),
      classes: `box accent-${element.accent}`,
      grabbable: false,
    });
    return;
  }
  if (sameRect(before.rect, rect)) return;
  cy.getElementById(id).data(size).position(centreOf(rect));
}

function putNode(cy: Core, node: PlacedNode, before: PlacedNode | undefined, fresh: ElementDefinition[]): void {
  if (node === before) return;
  const { element, centre } = node;
  const classes = nodeClasses(element);
  const size = { width: element.width, height: element.height };
  if (before === undefined) {
    fresh.push({ group: "nodes", data: { id: element.id, ...size }, position: { ...centre }, classes });
    return;
  }
  const was = before.element;
  // Nearly all of them, with every refresh: asking cytoscape costs more than comparing.
  if (before.centre === centre && sameBody(was, element)) return;
  const held = cy.getElementById(element.id);
  if (was.width !== size.width || was.height !== size.height) held.data(size);
  // Moved by hand it may stand there already.
  if (held.position().x !== centre.x || held.position().y !== centre.y) held.position({ ...centre });
  if (nodeClasses(was) !== classes) held.classes([...classes.split(" "), ...marksOf(held)]);
}

function nodeClasses({ shape, card, status, noSidecar }: NodeElement): string {
  const accent = card === undefined ? "" : ` accent-${card.accent}`;
  return `node shape-${shape}${accent} ${status}${noSidecar ? " no-sidecar" : ""}`;
}

/** Nobody sees a line grow by less, px; and every line that is touched is drawn anew. */
const LEAST_CHANGE = 0.2;

interface EdgeChange {
  readonly before: PlacedEdge | undefined;
  readonly scene: Scene;
  readonly fade: number;
  /** It was another. */
  readonly refade: boolean;
  /** One of its nodes moved. */
  readonly ends: boolean;
}

function putEdge(cy: Core, edge: PlacedEdge, change: EdgeChange, fresh: ElementDefinition[]): void {
  const { before, scene, fade, refade, ends } = change;
  const { id, source, target, width } = edge.element;
  const classes = classesOf(edge, fade);
  const held = cy.getElementById(id);
  if (held.empty()) {
    fresh.push({ group: "edges", data: { id, source, target, width, ...routeData(edge, scene) }, classes });
    return;
  }
  if (ends || before?.path !== edge.path) held.data({ width, ...routeData(edge, scene) });
  else if (Math.abs(held.data("width") - width) >= LEAST_CHANGE) held.data("width", width);
  if (before === undefined || refade || classesOf(before, fade) !== classes) {
    held.classes([...classes.split(" "), ...marksOf(held)]);
  }
}

function classesOf({ element, isStraight = false }: PlacedEdge, fade: number): string {
  const { source, target, look } = element;
  const quiet = edgeLooks[look].layer === 0;
  const way = source === target ? "loop" : isStraight ? "straight" : "routed";
  return `${way} ${look}${fade > 0 && quiet ? ` fade-${fade}` : ""}`;
}

/** What pointing and choosing put on an element stays on it. */
function marksOf(held: SingularElementArgument): string[] {
  return ["dim", "hover", "stop", "chosen"].filter((name) => held.hasClass(name));
}

/** The path in cytoscape's words: ports from the nodes' centres, controls along and beside the line between them. */
function routeData({ path, element, isStraight }: PlacedEdge, scene: Scene) {
  if (isStraight === true) return {};
  return {
    ...controlOffsets(path),
    out: fromCentre(path.start, scene.nodes.get(element.source)?.centre),
    into: fromCentre(path.end, scene.nodes.get(element.target)?.centre),
  };
}

function fromCentre(point: Point, centre: Point | undefined): string {
  return `${round(point.x - (centre?.x ?? 0))}px ${round(point.y - (centre?.y ?? 0))}px`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function centreOf(rect: Rect): Point {
  return { x: (rect.left + rect.right) / 2, y: (rect.top + rect.bottom) / 2 };
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}
