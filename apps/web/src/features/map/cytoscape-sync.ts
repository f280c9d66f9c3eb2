import type { Core, ElementDefinition } from "cytoscape";
import type { EdgeElement } from "./elements.ts";
import { controlOffsets, type EdgePath } from "./routes/edge-path.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import type { PlacedBox, PlacedEdge, PlacedNode, Scene } from "./scene.ts";

const FADED_ABOVE = 150;

/** Brings cytoscape from one scene to the next in one batch; what kept its identity is not touched. */
export function syncCytoscape(cy: Core, before: Scene, after: Scene, loops: readonly EdgeElement[]): void {
  cy.batch(() => {
    const boxes = new Map(before.boxes.map((box) => [box.element.id, box]));
    removeGone(cy, before, after, loops);
    const fresh: ElementDefinition[] = [];
    for (const box of after.boxes) putBox(cy, box, boxes.get(box.element.id), fresh);
    for (const [id, node] of after.nodes) if (before.nodes.get(id) !== node) putNode(cy, node, fresh);
    const faded = after.nodes.size > FADED_ABOVE;
    for (const [id, edge] of after.edges) {
      const ends = endsMoved(before, after, edge);
      if (before.edges.get(id) !== edge || ends) putEdge(cy, edge, after, faded, fresh);
    }
    for (const loop of loops)
      if (cy.getElementById(loop.id).empty() && after.nodes.has(loop.source)) fresh.push(loopOf(loop));
    cy.add(fresh);
  });
}

export function boxNodeId(box: string): string {
  return `box ${box}`;
}

function endsMoved(before: Scene, after: Scene, { element }: PlacedEdge): boolean {
  return [element.source, element.target].some((id) => before.nodes.get(id)?.centre !== after.nodes.get(id)?.centre);
}

function removeGone(cy: Core, before: Scene, after: Scene, loops: readonly EdgeElement[]): void {
  const boxes = new Set(after.boxes.map((box) => box.element.id));
  const kept = new Set(loops.map((loop) => loop.id));
  for (const id of before.edges.keys()) if (!after.edges.has(id)) cy.getElementById(id).remove();
  cy.edges(".loop").forEach((edge) => {
    if (!kept.has(edge.id() as never)) edge.remove();
  });
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

function putNode(cy: Core, { element, centre }: PlacedNode, fresh: ElementDefinition[]): void {
  const classes = `node shape-${element.shape} ${element.status}${element.noSidecar ? " no-sidecar" : ""}`;
  const size = { width: element.width, height: element.height };
  const held = cy.getElementById(element.id);
  if (held.empty()) {
    fresh.push({ group: "nodes", data: { id: element.id, ...size }, position: { ...centre }, classes });
    return;
  }
  held.data(size);
  if (held.position().x !== centre.x || held.position().y !== centre.y) held.position({ ...centre });
  const kept = ["dim", "hover", "chosen"].filter((name) => held.hasClass(name));
  held.classes(`${classes} ${kept.join(" ")}`);
}

function putEdge(
  cy: Core,
  { element, path }: PlacedEdge,
  scene: Scene,
  faded: boolean,
  fresh: ElementDefinition[],
): void {
  const classes = `routed ${element.look}${faded && element.look !== "failing" && element.look !== "degraded" ? " faded" : ""}`;
  const data = { width: element.width, ...routeData(path, scene, element) };
  const held = cy.getElementById(element.id);
  if (held.empty()) {
    fresh.push({
      group: "edges",
      data: { id: element.id, source: element.source, target: element.target, ...data },
      classes,
    });
    return;
  }
  const kept = ["dim", "hover", "chosen"].filter((name) => held.hasClass(name));
  held.data(data);
  held.classes(`${classes} ${kept.join(" ")}`);
}

function loopOf(loop: EdgeElement): ElementDefinition {
  const { id, source, target, width } = loop;
  return { group: "edges", data: { id, source, target, width }, classes: `loop ${loop.look}` };
}

/** The path in cytoscape's words: ports from the nodes' centres, controls along and beside the line between them. */
function routeData(path: EdgePath, scene: Scene, { source, target }: EdgeElement) {
  const { weights, distances } = controlOffsets(path);
  return {
    weights,
    distances,
    out: fromCentre(path.start, scene.nodes.get(source)?.centre),
    into: fromCentre(path.end, scene.nodes.get(target)?.centre),
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
