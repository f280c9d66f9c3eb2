import type { Core } from "cytoscape";
import { boxNodeId } from "./cytoscape-sync.ts";
import type { PlacedLabel } from "./label-places.ts";
import type { PlacedEdge, Scene } from "./placed.ts";
import { distance, pointAlong } from "./routes/edge-path.ts";
import type { Point } from "./routes/shapes.ts";
import { isApart, isLarge } from "./scene.ts";

/**
 * A window on the canvas for browser tests, as `window.__map`. It only reads. Places are map units, points to click
 * are page pixels.
 */
export interface MapHook {
  /** Is there a picture, with every node in its place? */
  ready(): boolean;
  counts(): { nodes: number; edges: number; boxes: number; labels: number };
  nodes(): { id: string; title: string; meta: string; classes: string[]; x: number; y: number }[];
  edges(): { id: string; source: string; target: string; classes: string[]; label: string[] }[];
  boxes(): { id: string; name: string }[];
  /** Words drawn at edges now, by edge. */
  labels(): Record<string, string[]>;
  viewport(): { x: number; y: number; zoom: number };
  /** Do dots move? */
  moving(): boolean;
  /** Where to click for a node, an edge or a namespace; undefined if it is not drawn. */
  pointOf(id: string): Point | undefined;
}

declare global {
  interface Window {
    __map?: MapHook;
  }
}

export interface HookSources {
  readonly cy: Core;
  readonly scene: () => Scene;
  readonly labels: () => readonly PlacedLabel[];
  readonly moving: () => boolean;
  readonly isWhole: () => boolean;
  readonly focus: () => ReadonlySet<string> | undefined;
}

export function createMapHook({ cy, scene, labels, moving, isWhole, focus }: HookSources): MapHook {
  // In a large mesh cytoscape is not told what is dim.
  const dimOf = (id: string) => (isLarge(scene().nodes.size) && focus()?.has(id) === false ? ["dim"] : []);
  const classesOf = (id: string) => [...cy.getElementById(id).classes(), ...dimOf(id)];
  const classesOfEdge = (edge: PlacedEdge) =>
    isApart(scene(), edge) ? ["straight", edge.element.look, ...dimOf(edge.element.id)] : classesOf(edge.element.id);
  const onPage = (at: Point): Point => {
    const frame = cy.container()?.getBoundingClientRect();
    const { x, y } = cy.pan();
    return { x: (frame?.left ?? 0) + x + at.x * cy.zoom(), y: (frame?.top ?? 0) + y + at.y * cy.zoom() };
  };
  const find = (id: string): Point | undefined => {
    const node = [...scene().nodes.values()].find(({ element }) => element.id === id);
    if (node !== undefined) return node.centre;
    const edge = [...scene().edges.values()].find(({ element }) => element.id === id);
    if (edge !== undefined) return loneliest(edge, scene());
    const box = scene().boxes.find(({ element }) => element.id === id);
    return box === undefined ? undefined : { x: box.rect.left + 16, y: box.rect.top + 12 };
  };
  return {
    ready: () => scene().nodes.size > 0 && isWhole(),
    counts: () => ({
      nodes: scene().nodes.size,
      edges: scene().edges.size,
      boxes: scene().boxes.length,
      labels: labels().length,
    }),
    nodes: () =>
      [...scene().nodes.values()].map(({ element: { id, title, meta }, centre }) => ({
        id,
        title,
        meta,
        classes: classesOf(id),
        ...centre,
      })),
    edges: () =>
      [...scene().edges.values()].map((edge) => ({
        id: edge.element.id,
        source: edge.element.source,
        target: edge.element.target,
        classes: classesOfEdge(edge),
        label: [...(edge.element.label?.lines ?? [])],
      })),
    boxes: () =>
      scene()
        .boxes.filter(({ element }) => cy.getElementById(boxNodeId(element.id)).nonempty())
        .map(({ element: { id, name } }) => ({ id, name })),
    labels: () => Object.fromEntries(labels().map(({ edge, label }) => [edge, [...label.lines]])),
    viewport: () => ({ ...cy.pan(), zoom: cy.zoom() }),
    moving,
    pointOf(id) {
      const at = find(id);
      return at === undefined ? undefined : onPage(at);
    },
  };
}

/** The point of an edge farthest from all others, so that a click there means it. */
function loneliest(edge: PlacedEdge, scene: Scene): Point {
  const others = [...scene.edges.values()].filter((other) => other !== edge).flatMap(({ trace }) => trace.points);
  const spots = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((share) => pointAlong(edge.trace, share * edge.trace.length));
  const room = (spot: Point) => Math.min(24, ...others.map((other) => distance(spot, other)));
  return spots.reduce((best, spot) => (room(spot) > room(best) + 0.5 ? spot : best));
}
