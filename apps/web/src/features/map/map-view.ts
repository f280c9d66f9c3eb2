import type { Topology } from "@fyr/contract";
import cytoscape from "cytoscape";
import type { LabelChoice, Selection, Viewport } from "../../view/view-state.ts";
import { cytoscapeStyle } from "./cytoscape-style.ts";
import { syncCytoscape } from "./cytoscape-sync.ts";
import { createElementReader, type Elements } from "./elements.ts";
import { focusOf } from "./focus.ts";
import type { LayeredLayout } from "./layout/box-layout.ts";
import { keptPlaces } from "./layout/kept-places.ts";
import { createMapHook } from "./map-hook.ts";
import { createLayers, watchSurroundings } from "./map-layers.ts";
import { wordsFor } from "./map-words.ts";
import { markElements } from "./mark-elements.ts";
import { createPainter } from "./painter.ts";
import { readPalette } from "./palette.ts";
import { createPlaceKeeper, type PlaceKeeper } from "./place-keeper.ts";
import { bindPointer } from "./pointer.ts";
import type { Point } from "./routes/shapes.ts";
import { emptyScene, placeScene, type Scene } from "./scene.ts";
import { fitScene, flyTo, LEAST_ZOOM, MOST_ZOOM, viewportOf, zoomBy } from "./viewport-moves.ts";
import { nextStop, type Step } from "./walk.ts";

export interface MapViewOptions {
  /** By hand: a click or Enter; undefined when the background was clicked. */
  readonly onSelect: (selection: Selection | undefined) => void;
  readonly onHover?: (selection: Selection | undefined) => void;
  /** After a move by hand came to rest. Undefined: the whole is fitted again. */
  readonly onViewport: (viewport: Viewport | undefined) => void;
  readonly onLayout?: (running: boolean) => void;
  readonly startLayout: () => Promise<LayeredLayout>;
  readonly storage: Pick<Storage, "getItem" | "setItem">;
}

/** The canvas. Whoever made it tells it what to show; it tells back what a person did. */
export interface MapView {
  show(topology: Topology, labels: LabelChoice): void;
  /** Marks and lights up; `fly` brings it into sight. */
  select(selection: Selection | undefined, fly: boolean): void;
  moveTo(viewport: Viewport | undefined): void;
  zoomBy(factor: number): void;
  relayout(): void;
  /** The next stop of a walk by keyboard, and the sentence that names a stop. */
  nextStop(at: Selection | undefined, step: Step): Selection | undefined;
  wordsFor(selection: Selection): string;
  point(selection: Selection | undefined): void;
  repaint(): void;
  destroy(): void;
}

const REST_MS = 250;
const HOVER_MS = 140;

export function createMapView(container: HTMLElement, options: MapViewOptions): MapView {
  const layers = createLayers(container);
  const cy = cytoscape({
    container: layers.graph,
    style: cytoscapeStyle(readPalette(container)),
    layout: { name: "preset" },
    minZoom: LEAST_ZOOM,
    maxZoom: MOST_ZOOM,
    boxSelectionEnabled: false,
    selectionType: "single",
    autounselectify: true,
  });
  const reader = createElementReader();
  let elements: Elements = { nodes: [], edges: [], boxes: [] };
  let scene: Scene = emptyScene;
  let keeper: PlaceKeeper | undefined;
  let keeperKey = "";
  let selected: Selection | undefined;
  let pointed: Selection | undefined;
  /** Where to fly, until a person moves the map. */
  let target: Selection | undefined;
  let focus: ReadonlySet<string> | undefined;
  let fitted = true;
  let layout: AbortController | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let hovering: ReturnType<typeof setTimeout> | undefined;
  const painter = createPainter(layers, () => ({ scene, viewport: viewportOf(cy), focus, selected: selected?.id }));

  function draw(places: ReadonlyMap<string, Point>): void {
    const before = scene;
    scene = placeScene(elements, places, before);
    const loops = elements.edges.filter((edge) => edge.source === edge.target);
    syncCytoscape(cy, before, scene, loops);
    if (fitted && (before.nodes.size !== scene.nodes.size || before === emptyScene)) fitScene(cy, scene);
    refocus();
    painter.repaint();
  }

  async function layOutAnew(): Promise<void> {
    layout?.abort();
    const running = new AbortController();
    layout = running;
    options.onLayout?.(true);
    try {
      const places = await keeper?.layOut(elements, running.signal);
      if (places === undefined || running.signal.aborted) return;
      // Numbers may have moved on while the worker thought; the newest elements are drawn.
      draw(keeper?.placesFor(elements) ?? places);
      if (fitted) fitScene(cy, scene);
    } catch (error) {
      if (!running.signal.aborted) throw error;
    } finally {
      if (layout === running) {
        layout = undefined;
        options.onLayout?.(false);
      }
    }
  }

  /** Chosen beats pointed at; marks and dims follow. */
  function refocus(): void {
    focus = focusOf(elements, selected ?? pointed);
    markElements(cy, { elements, scene, selected, focus });
  }

  function pointAt(selection: Selection | undefined): void {
    cy.elements(".hover").removeClass("hover");
    if (selection !== undefined && selection.type !== "namespace") cy.getElementById(selection.id).addClass("hover");
    options.onHover?.(selection);
    clearTimeout(hovering);
    hovering = setTimeout(() => {
      if (pointed?.id === selection?.id) return;
      pointed = selection;
      if (selected === undefined) refocus();
    }, HOVER_MS);
  }

  function reportMove(): void {
    clearTimeout(resting);
    resting = setTimeout(() => options.onViewport(fitted ? undefined : viewportOf(cy)), REST_MS);
  }

  /** Again while panels beside the map open or close, and where the picture came later than the wish. */
  function flyToTarget(): void {
    if (target === undefined || scene.nodes.size === 0 || !flyTo(cy, scene, target)) return;
    fitted = false;
    reportMove();
  }

  function movedByHand(): void {
    fitted = false;
    target = undefined;
    reportMove();
  }

  bindPointer(cy, {
    scene: () => scene,
    labels: painter.labels,
    onChoose: options.onSelect,
    onPoint: pointAt,
    onDrag(id, at, done) {
      if (keeper === undefined) return;
      keeper.put(id, at);
      draw(keeper.placesFor(elements) ?? new Map());
      if (done) painter.repaint();
    },
  });
  cy.on("render", () => painter.repaint());
  cy.on("dragpan pinchzoom scrollzoom", movedByHand);
  const unwatch = watchSurroundings(container, {
    onResize() {
      cy.resize();
      if (fitted) fitScene(cy, scene);
      flyToTarget();
      painter.repaint();
    },
    onTheme: repalette,
  });

  function repalette(): void {
    const palette = readPalette(container);
    cy.style(cytoscapeStyle(palette));
    painter.repalette(palette);
  }
  repalette();
  const hook = createMapHook({ cy, scene: () => scene, labels: painter.labels, moving: painter.moving });
  window.__map = hook;

  return {
    show(topology, labels) {
      const key = `${topology.clusters.join("+")} ${topology.grain}`;
      if (key !== keeperKey || keeper === undefined) {
        keeperKey = key;
        keeper = createPlaceKeeper(keptPlaces(options.storage, topology.clusters, topology.grain), options.startLayout);
      }
      elements = reader.read(topology, labels);
      const places = keeper.placesFor(elements);
      if (places !== undefined) draw(places);
      else if (layout === undefined) void layOutAnew();
    },
    select(selection, fly) {
      selected = selection;
      refocus();
      target = fly ? selection : undefined;
      flyToTarget();
      painter.repaint();
    },
    moveTo(viewport) {
      fitted = viewport === undefined;
      if (viewport === undefined) fitScene(cy, scene);
      else cy.viewport({ zoom: viewport.zoom, pan: { x: viewport.x, y: viewport.y } });
    },
    zoomBy(factor) {
      zoomBy(cy, factor);
      movedByHand();
    },
    relayout: () => void layOutAnew(),
    nextStop: (at, step) => nextStop(scene, at, step),
    wordsFor: (selection) => wordsFor(elements, selection),
    point: pointAt,
    repaint: painter.repaint,
    destroy() {
      layout?.abort();
      clearTimeout(resting);
      clearTimeout(hovering);
      unwatch();
      painter.destroy();
      cy.destroy();
      container.replaceChildren();
      if (window.__map === hook) delete window.__map;
    },
  };
}
