import cytoscape, { type Core } from "cytoscape";
import { type Adder, createAdder } from "./add-in-parts.ts";
import { type Camera, createCamera } from "./camera.ts";
import { cytoscapeStyle } from "./cytoscape-style.ts";
import { syncCytoscape } from "./cytoscape-sync.ts";
import { LEAST_ZOOM, MOST_ZOOM } from "./framing.ts";
import { createMapHook } from "./map-hook.ts";
import { createLayers, watchSurroundings } from "./map-layers.ts";
import type { MapViewOptions } from "./map-view-options.ts";
import type { Overview } from "./overview.ts";
import { createPainter, type Painter } from "./painter.ts";
import { readPalette } from "./palette.ts";
import { bindPointer } from "./pointer.ts";
import { isLarge } from "./scene.ts";
import { createQuiet } from "./sheets/quiet-cytoscape.ts";
import { createSpotlight, type Spotlight } from "./spotlight.ts";
import { createStage, type Stage } from "./stage.ts";
import { bindWheel } from "./wheel-zoom.ts";

export interface Parts {
  readonly cy: Core;
  readonly adder: Adder;
  readonly stage: Stage;
  readonly camera: Camera;
  readonly spotlight: Spotlight;
  readonly painter: Painter;
}

/** What the map is made of; each speaks to the others only when something happens. */
export function createParts(container: HTMLElement, options: MapViewOptions): Parts {
  const layers = createLayers(container);
  const cy = createCanvas(layers.graph);
  const quieten = createQuiet(cy);
  const adder = createAdder(cy, () => spotlight.refresh());
  const stage = createStage({
    onScene(before, change) {
      const { nodes, lines } = stage.scene();
      adder.finish();
      quieten(painter.isOnSheets());
      syncCytoscape(cy, before, stage.scene(), adder.add);
      if (change === "folded") camera.refit(true);
      else if (change === "anew" || (change === "numbers" && before.nodes.size !== nodes.size)) camera.refit();
      spotlight.refresh();
      painter.repaintSoon();
      // Takes as long as placing labels does: not both in one frame.
      if (isLarge(nodes.size)) setTimeout(lines.prepare);
    },
    onLayout: options.onLayout,
    layOut: options.layOut,
    storage: options.storage,
  });
  const { scene, elements } = stage;
  const camera = createCamera(cy, { ...options, scene });
  const onChange = () => painter.repaintSoon();
  const spotlight = createSpotlight(cy, { elements, scene, onChange, onHover: options.onHover });
  const picture = () => ({
    scene: scene(),
    viewport: camera.viewport(),
    focus: spotlight.focus(),
    selected: spotlight.selected()?.id,
    pointed: spotlight.pointed(),
    carried: stage.carried(),
    folds: options.folds,
    taken: options.taken,
  });
  const painter = createPainter(layers, picture, () => quieten(painter.isOnSheets()));
  return { cy, adder, stage, camera, spotlight, painter };
}

export function overviewOf({ cy, stage, camera, painter }: Parts): Overview | undefined {
  const palette = painter.palette();
  if (palette === undefined || stage.scene().nodes.size === 0) return undefined;
  return {
    scene: stage.scene(),
    viewport: camera.viewport(),
    palette,
    size: { width: cy.width(), height: cy.height() },
  };
}

/** Joins them to the mouse, the window's size, the theme and the browser tests. Returns the undoing. */
export function bindParts(
  container: HTMLElement,
  parts: Parts,
  { onSelect, onSecond, onFold }: MapViewOptions,
): () => void {
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
    onCarry: stage.carry,
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
  const hook = createMapHook({ cy, scene, labels, moving, isWhole: adder.isDone, focus: spotlight.focus });
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
