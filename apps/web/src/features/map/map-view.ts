import type { Topology } from "@fyr/contract";
import cytoscape, { type Core } from "cytoscape";
import type { Folding, LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import { type Adder, createAdder } from "./add-in-parts.ts";
import { type Camera, createCamera } from "./camera.ts";
import { boxAt } from "./cards/box-at.ts";
import { cytoscapeStyle } from "./cytoscape-style.ts";
import { syncCytoscape } from "./cytoscape-sync.ts";
import { LEAST_ZOOM, MOST_ZOOM } from "./framing.ts";
import type { Ids } from "./hidden-part.ts";
import type { LayOutMesh } from "./layout/lay-out-in-worker.ts";
import { createMapHook } from "./map-hook.ts";
import { createLayers, watchSurroundings } from "./map-layers.ts";
import { wordsFor } from "./map-words.ts";
import { createPainter, type Painter } from "./painter.ts";
import { readPalette } from "./palette.ts";
import type { MapPicture } from "./picture/framed.ts";
import { bindPointer } from "./pointer.ts";
import type { Point, Rect } from "./routes/shapes.ts";
import { createSpotlight, type Spotlight } from "./spotlight.ts";
import { createStage, type LayoutState, type Stage } from "./stage.ts";
import { nextStop, type Step } from "./walk.ts";
import { bindWheel } from "./wheel-zoom.ts";

export interface MapViewOptions {
  /** By hand: a click or Enter; undefined when the background was clicked. */
  readonly onSelect: (selection: Selection | undefined) => void;
  /** A node was clicked with Shift held: the second of two. Says whether there is a first. */
  readonly onSecond: (node: string) => boolean;
  /** A namespace ("cluster/namespace") is to be opened, or folded. */
  readonly onFold: (box: string, openness: "open" | "closed") => void;
  /** The pointer rests on something, px from the map's upper left corner; undefined when it has left it. */
  readonly onHover: (hovered: { readonly selection: Selection; readonly at: Point } | undefined) => void;
  /** After a move by hand came to rest. Undefined: the whole is fitted again. */
  readonly onViewport: (viewport: Viewport | undefined) => void;
  readonly onLayout: (state: LayoutState) => void;
  readonly layOut: LayOutMesh;
  /** What lies over the map, px from its upper left corner: what is fitted and what is written keep clear of it. */
  readonly taken: () => readonly Rect[];
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

/** The canvas. Whoever made it tells it what to show; it tells back what a person did. */
export interface MapView {
  /** `hidden`: ids of what has its place and is not drawn. */
  show(topology: Topology, labels: LabelChoice, folding: Folding, hidden?: Ids): void;
  /** Ids of what stays bright whatever is pointed at; undefined: what is selected or pointed at decides. */
  light(ids: Ids | undefined): void;
  /** Marks and lights up; `fly` brings it into sight and near enough to read. */
  select(selection: Selection | undefined, fly: boolean): void;
  moveTo(viewport: Viewport | undefined): void;
  /** What lies over the map takes other room now. */
  makeWay(): void;
  zoomBy(factor: number): void;
  relayout(): void;
  /** Gives up a layout that runs. */
  giveUp(): void;
  /** What is on screen now, to make a picture of; undefined where there is nothing. */
  picture(): MapPicture | undefined;
  /** The namespace of a stop, as "cluster/namespace", and whether it is open; undefined for what lives in none. */
  boxAt(at: Selection): { readonly box: string; readonly open: boolean } | undefined;
  /** The next stop of a walk by keyboard, and the sentence that names a stop. */
  nextStop(at: Selection | undefined, step: Step): Selection | undefined;
  wordsFor(selection: Selection): string;
  /** Marks where a walk by keyboard stands, and brings it into sight. */
  point(selection: Selection | undefined): void;
  destroy(): void;
}

export function createMapView(container: HTMLElement, options: MapViewOptions): MapView {
  const parts = createParts(container, options);
  const { stage, camera, spotlight } = parts;
  const { scene, elements } = stage;
  const unbind = bindParts(container, parts, options);
  return {
    show: stage.show,
    light: spotlight.light,
    select(selection, fly) {
      spotlight.select(selection);
      camera.follow(selection, fly);
    },
    moveTo: camera.moveTo,
    makeWay() {
      camera.refit(true);
      parts.painter.repaintSoon();
    },
    zoomBy: (factor) => camera.zoomBy(factor),
    relayout: stage.relayout,
    giveUp: stage.giveUp,
    picture: () => pictureOf(parts),
    boxAt: (at) => boxAt(elements(), at),
    nextStop: (at, step) => nextStop(scene(), at, step),
    wordsFor: (selection) => wordsFor(elements(), selection),
    point(selection) {
      spotlight.stand(selection);
      if (selection !== undefined) camera.follow(selection, false);
    },
    destroy() {
      for (const part of [stage, parts.adder, camera, spotlight, parts.painter, parts.cy]) part.destroy();
      unbind();
      container.replaceChildren();
    },
  };
}

interface Parts {
  readonly cy: Core;
  readonly adder: Adder;
  readonly stage: Stage;
  readonly camera: Camera;
  readonly spotlight: Spotlight;
  readonly painter: Painter;
}

/** What the map is made of; each speaks to the others only when something happens. */
function createParts(container: HTMLElement, options: MapViewOptions): Parts {
  const layers = createLayers(container);
  const cy = createCanvas(layers.graph);
  const adder = createAdder(cy, () => spotlight.refresh());
  const stage = createStage({
    onScene(before, change) {
      const { nodes } = stage.scene();
      adder.finish();
      syncCytoscape(cy, before, stage.scene(), adder.add);
      if (change === "folded") camera.refit(true);
      else if (change === "anew" || (change === "numbers" && before.nodes.size !== nodes.size)) camera.refit();
      spotlight.refresh();
      painter.repaintSoon();
    },
    onLayout: options.onLayout,
    layOut: options.layOut,
    storage: options.storage,
  });
  const { scene, elements } = stage;
  const camera = createCamera(cy, { scene, taken: options.taken, onViewport: options.onViewport });
  const onChange = () => painter.repaintSoon();
  const spotlight = createSpotlight(cy, { elements, scene, onChange, onHover: options.onHover });
  const painter = createPainter(layers, () => ({
    scene: scene(),
    viewport: camera.viewport(),
    focus: spotlight.focus(),
    selected: spotlight.selected()?.id,
    pointed: spotlight.pointed(),
    taken: options.taken,
  }));
  return { cy, adder, stage, camera, spotlight, painter };
}

function pictureOf({ cy, stage, camera, spotlight, painter }: Parts): MapPicture | undefined {
  const look = painter.look();
  if (look === undefined || stage.scene().nodes.size === 0) return undefined;
  return {
    ...look,
    scene: stage.scene(),
    viewport: camera.viewport(),
    focus: spotlight.focus(),
    selected: spotlight.selected()?.id,
    size: { width: cy.width(), height: cy.height() },
  };
}

/** Joins them to the mouse, the window's size, the theme and the browser tests. Returns the undoing. */
function bindParts(container: HTMLElement, parts: Parts, { onSelect, onSecond, onFold }: MapViewOptions): () => void {
  const { cy, adder, stage, camera, spotlight, painter } = parts;
  const { scene } = stage;
  const { labels, moving } = painter;
  bindPointer(cy, {
    scene,
    labels,
    onChoose: onSelect,
    onSecond,
    onFold,
    onPoint: spotlight.point,
    onDrag: stage.put,
    onMove: camera.movedByHand,
  });
  const unbindWheel = bindWheel(container, (factor, at) => {
    spotlight.point(undefined);
    camera.zoomBy(factor, at);
  });
  cy.on("render", painter.repaint);
  const repalette = () => {
    const palette = readPalette(container);
    cy.style(cytoscapeStyle(palette));
    painter.repalette(palette);
  };
  const onResize = () => {
    cy.resize();
    camera.refit();
    painter.repaintSoon();
  };
  repalette();
  const unwatch = watchSurroundings(container, { onResize, onTheme: repalette });
  const hook = createMapHook({ cy, scene, labels, moving, isWhole: adder.isDone });
  window.__map = hook;
  return () => {
    unbindWheel();
    unwatch();
    if (window.__map === hook) delete window.__map;
  };
}

function createCanvas(container: HTMLElement): Core {
  return cytoscape({
    container,
    layout: { name: "preset" },
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    boxSelectionEnabled: false,
    selectionType: "single",
    autounselectify: true,
  });
}
