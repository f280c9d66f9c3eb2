import type { Core } from "cytoscape";
import type { Selection, Viewport } from "../../view/view-state.ts";
import { frameOf, isTaken, LEAST_ZOOM, MOST_ZOOM, onScreen } from "./framing.ts";
import { isBox } from "./namespace-boxes.ts";
import type { Scene } from "./placed.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { grow, rectAround, rectOf } from "./routes/shapes.ts";
import { wholeOf } from "./scene.ts";

/** How near what is flown to is brought, unless it is at least `legible` already. Zooms. */
export interface Reading {
  readonly zoom: number;
  readonly legible: number;
}

export interface CameraOptions {
  /** Absent: for a desk. */
  readonly reading?: Reading | undefined;
  readonly scene: () => Scene;
  /** What lies over the map, px from its upper left corner. */
  readonly taken: () => readonly Rect[];
  /** After a move by hand came to rest. Undefined: the whole is fitted. */
  readonly onViewport: (viewport: Viewport | undefined) => void;
}

/** Which part of the scene is in sight. */
export interface Camera {
  viewport(): Viewport;
  /** Undefined: fits the whole, and keeps it fitted until it is moved by hand. */
  moveTo(viewport: Viewport | undefined): void;
  /** Other nodes, or a container of another size: fits again if it was fitted. `gently`: not at once. */
  refit(gently?: boolean): void;
  /**
   * Brings it into sight, again with every `refit` until it is moved by hand; `nearer`: and close enough to read.
   * Undefined: stays where it is.
   */
  follow(selection: Selection | undefined, nearer: boolean): void;
  /** Brings a point of the map into the middle of the container, as by hand; `gently`: not at once. */
  lookAt(point: Point, gently: boolean): void;
  /** Around a point of the container, px; without one, around its middle. */
  zoomBy(factor: number, at?: Point): void;
  movedByHand(): void;
  destroy(): void;
}

const FIT_ZOOM = 1.5;
/** Names can be made out, and read. */
const AT_A_DESK: Reading = { legible: 0.5, zoom: 0.85 };
const FLY_MS = 240;
/** Of the thickest, with its halo. */
const LINE_WIDTH = { width: 14, height: 14 } as const;
const REST_MS = 250;

export function createCamera(cy: Core, { scene, taken, reading = AT_A_DESK, onViewport }: CameraOptions): Camera {
  let fitted = true;
  let target: Target | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function report(): void {
    clearTimeout(resting);
    resting = setTimeout(() => onViewport(fitted ? undefined : viewportOf(cy)), REST_MS);
  }

  function fit(gently = false): void {
    const frame = frameOf(rectsOf(scene()), { width: cy.width(), height: cy.height(), taken: taken() }, FIT_ZOOM);
    if (frame === undefined) return;
    if (gently) glide(cy, frame);
    else show(cy, frame);
  }

  function fly(): void {
    if (target === undefined || !bringIntoSight(cy, scene(), { ...target, ...reading, taken: taken() })) return;
    fitted = false;
    report();
  }

  function movedByHand(): void {
    fitted = false;
    target = undefined;
    report();
  }

  return {
    viewport: () => viewportOf(cy),
    moveTo(viewport) {
      fitted = viewport === undefined;
      target = undefined;
      clearTimeout(resting);
      if (viewport === undefined) fit(true);
      else show(cy, viewport);
    },
    refit(gently) {
      if (fitted) fit(gently);
      fly();
    },
    follow(selection, nearer) {
      target = selection && { selection, nearer };
      fly();
    },
    lookAt({ x, y }, gently) {
      const zoom = cy.zoom();
      const to = { zoom, x: cy.width() / 2 - zoom * x, y: cy.height() / 2 - zoom * y };
      if (gently) glide(cy, to);
      else show(cy, to);
      movedByHand();
    },
    zoomBy(factor, at) {
      zoomAround(cy, factor, at ?? { x: cy.width() / 2, y: cy.height() / 2 });
      movedByHand();
    },
    movedByHand,
    destroy: () => clearTimeout(resting),
  };
}

interface Target {
  readonly selection: Selection;
  /** Near enough to read as well. */
  readonly nearer: boolean;
}

/** Says whether it moved: not where the target is in sight, or nowhere. */
function bringIntoSight(cy: Core, scene: Scene, to: Target & Reading & { readonly taken: readonly Rect[] }): boolean {
  const { selection, nearer, legible, zoom, taken } = to;
  const rect = rectOfSelection(scene, selection);
  if (rect === undefined || isInSight(cy, rect, nearer ? legible : 0, taken)) return false;
  const ground = { width: cy.width(), height: cy.height(), taken };
  const frame = frameOf([grow(rect, 40)], ground, Math.max(cy.zoom(), nearer ? zoom : 0));
  if (frame !== undefined) glide(cy, frame);
  return frame !== undefined;
}

function zoomAround(cy: Core, factor: number, at: Point): void {
  const level = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, cy.zoom() * factor));
  cy.stop().zoom({ level, renderedPosition: { ...at } });
}

function viewportOf(cy: Core): Viewport {
  return { ...cy.pan(), zoom: cy.zoom() };
}

function show(cy: Core, { x, y, zoom }: Viewport): void {
  cy.stop().viewport({ zoom, pan: { x, y } });
}

/** At once where motion is not wanted. */
function glide(cy: Core, to: Viewport): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) show(cy, to);
  else cy.stop().animate({ pan: { x: to.x, y: to.y }, zoom: to.zoom, duration: FLY_MS, easing: "ease-out" } as never);
}

function isInSight(cy: Core, rect: Rect, leastZoom: number, taken: readonly Rect[]): boolean {
  const { x1, y1, x2, y2 } = cy.extent();
  const isWithin = rect.left > x1 && rect.right < x2 && rect.top > y1 && rect.bottom < y2;
  return cy.zoom() >= leastZoom && isWithin && !isTaken(onScreen(rect, viewportOf(cy)), taken);
}

/** What is to be on screen when the whole is fitted: names and lines as well. */
export function rectsOf({ boxes, nodes, edges }: Scene): Rect[] {
  return [
    ...boxes.map((box) => box.rect),
    ...[...nodes.values()].map((node) => grow(wholeOf(node), 6)),
    ...[...edges.values()].flatMap(({ path }) => path.controls.map((at) => rectAround(at, LINE_WIDTH))),
  ];
}

function rectOfSelection(scene: Scene, { type, id }: Selection): Rect | undefined {
  switch (type) {
    case "namespace":
      return (
        scene.boxes.find((box) => isBox(box.element, id))?.rect ??
        [...scene.nodes.values()].find(({ element }) => element.card && isBox(element.card, id))?.rect
      );
    case "node":
      return [...scene.nodes.values()].find((node) => node.element.id === id)?.rect;
    case "edge": {
      const edge = [...scene.edges.values()].find(({ element }) => element.id === id)?.element;
      if (edge === undefined) return undefined;
      return rectOf([edge.source, edge.target].flatMap((end) => scene.nodes.get(end)?.rect ?? []));
    }
  }
}
