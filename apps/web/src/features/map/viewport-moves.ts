import type { Core } from "cytoscape";
import type { Selection, Viewport } from "../../view/view-state.ts";
import { isBox } from "./namespace-boxes.ts";
import type { Rect } from "./routes/shapes.ts";
import { grow, rectOf } from "./routes/shapes.ts";
import type { Scene } from "./scene.ts";

export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 4;
const FIT_ZOOM = 1.35;
const READING_ZOOM = 0.85;
const PADDING = 16;
const FLY_MS = 240;

export function viewportOf(cy: Core): Viewport {
  const { x, y } = cy.pan();
  return { x, y, zoom: cy.zoom() };
}

/** The whole scene in the middle of the container, as large as it can be read well. */
export function fitScene(cy: Core, scene: Scene): void {
  const whole = boundsOf(scene);
  if (whole !== undefined && cy.width() > 0) cy.viewport(framing(cy, whole, FIT_ZOOM));
}

function boundsOf(scene: Scene): Rect | undefined {
  return rectOf([
    ...scene.boxes.map((box) => box.rect),
    ...[...scene.nodes.values()].map((node) => grow(node.rect, 6)),
  ]);
}

/** Moves to what is selected: nothing if it is well in sight, sideways if it is only out of it, nearer if too small to read. Says whether it moved. */
export function flyTo(cy: Core, scene: Scene, selection: Selection): boolean {
  const rect = rectOfSelection(scene, selection);
  if (rect === undefined || isWellInSight(cy, rect)) return false;
  const zoom = Math.max(cy.zoom(), READING_ZOOM);
  const { pan, zoom: level } = framing(cy, grow(rect, 40), zoom);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (still) cy.viewport({ pan, zoom: level });
  else cy.stop().animate({ pan, zoom: level, duration: FLY_MS, easing: "ease-out" } as never);
  return true;
}

/** Zooms about the middle of the container. */
export function zoomBy(cy: Core, factor: number): void {
  const level = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, cy.zoom() * factor));
  cy.zoom({ level, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function isWellInSight(cy: Core, rect: Rect): boolean {
  const { x1, y1, x2, y2 } = cy.extent();
  return cy.zoom() >= 0.5 && rect.left > x1 && rect.right < x2 && rect.top > y1 && rect.bottom < y2;
}

function framing(cy: Core, rect: Rect, most: number): { zoom: number; pan: { x: number; y: number } } {
  const width = rect.right - rect.left;
  const height = rect.bottom - rect.top;
  const fitting = Math.min((cy.width() - 2 * PADDING) / width, (cy.height() - 2 * PADDING) / height);
  const zoom = Math.max(LEAST_ZOOM, Math.min(most, fitting));
  return {
    zoom,
    pan: {
      x: cy.width() / 2 - (zoom * (rect.left + rect.right)) / 2,
      y: cy.height() / 2 - (zoom * (rect.top + rect.bottom)) / 2,
    },
  };
}

function rectOfSelection(scene: Scene, selection: Selection): Rect | undefined {
  switch (selection.type) {
    case "namespace":
      return scene.boxes.find((box) => isBox(box.element, selection.id))?.rect;
    case "node":
      return [...scene.nodes.values()].find((node) => node.element.id === selection.id)?.rect;
    case "edge": {
      const edge = [...scene.edges.values()].find(({ element }) => element.id === selection.id)?.element;
      if (edge === undefined) return undefined;
      return rectOf([edge.source, edge.target].flatMap((id) => scene.nodes.get(id)?.rect ?? []));
    }
  }
}
