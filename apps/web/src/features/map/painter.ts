import type { Viewport } from "../../view/view-state.ts";
import { paintCards } from "./cards/paint-cards.ts";
import { paintFeet } from "./cards/paint-feet.ts";
import { paintBoxGrounds, paintBoxTitles, paintFarBorders } from "./draw/paint-boxes.ts";
import { paintLabels } from "./draw/paint-labels.ts";
import { paintLineMarks } from "./draw/paint-line-marks.ts";
import { paintLoops } from "./draw/paint-loops.ts";
import { paintNodes } from "./draw/paint-nodes.ts";
import { paintPointed } from "./draw/paint-straight.ts";
import { paintDots, paintHalos, paintUpperLines } from "./draw/paint-traffic.ts";
import { createSurface } from "./draw/surface.ts";
import { createLabelMemo, type LineWords } from "./label-memo.ts";
import type { PlacedLabel } from "./label-places.ts";
import { createLineSheet } from "./line-sheet.ts";
import { createMotion, type Motion } from "./motion.ts";
import type { Palette } from "./palette.ts";
import { createRest } from "./rest.ts";
import type { Rect } from "./routes/shapes.ts";
import { isApart, type PlacedEdge, type Scene } from "./scene.ts";
import { sightOf } from "./sight.ts";

/** What is on screen now. */
export interface Picture {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  /** What the pointer or, as `isStop`, a walk by keyboard stands on. */
  readonly pointed: { readonly id: string; readonly isStop: boolean } | undefined;
  /** What lies over the map, px. */
  readonly taken: () => readonly Rect[];
}

/** Everything cytoscape does not draw. The halos lie under it, dots, words and labels over it. */
export interface Painter {
  /** Repaints what stands still, together with what cytoscape has just drawn. */
  repaint(): void;
  /** With the next frame, once for all that ask until then. */
  repaintSoon(): void;
  repalette(palette: Palette): void;
  labels(): readonly PlacedLabel[];
  /** What stands at lines now. */
  words(): LineWords;
  /** Colours; undefined before the first. */
  palette(): Palette | undefined;
  /** Whether dots move now. */
  moving(): boolean;
  destroy(): void;
}

export function createPainter(layers: { under: HTMLElement; over: HTMLElement }, picture: () => Picture): Painter {
  const halos = createSurface(layers.under);
  const lines = createLineSheet(layers.under, repaintSoon);
  const dots = createSurface(layers.over);
  const words = createSurface(layers.over);
  const placed = createLabelMemo();
  let palette: Palette | undefined;
  let awaited = 0;
  const rest = createRest((viewport) => sightOf(words.shown(viewport), viewport, picture().taken()), repaintSoon);
  const motion = createMotion({ onFrame: repaintTraffic, onChange: repaintSoon });

  function lineWords(): LineWords {
    const { scene, viewport } = picture();
    if (palette === undefined) return { labels: [], marks: [] };
    return placed(scene, viewport.zoom, palette.font, rest.sight(), rest.isMoving());
  }

  function repaintSoon(): void {
    if (awaited === 0) awaited = requestAnimationFrame(repaint);
  }

  function repaint(): void {
    cancelAnimationFrame(awaited);
    awaited = 0;
    const now = picture();
    rest.look(now.viewport);
    const context = words.begin(now.viewport);
    if (context === undefined || palette === undefined) return;
    lines.put(now, palette);
    paintStill(context, now, words.shown(now.viewport), lineWords(), palette);
    repaintTraffic();
  }

  function repaintTraffic(): void {
    const now = picture();
    const under = halos.begin(now.viewport);
    const over = dots.begin(now.viewport);
    if (under === undefined || over === undefined || palette === undefined) return;
    paintTraffic({ under, over }, now, dots.shown(now.viewport), motion, palette);
  }

  return {
    repaint,
    repaintSoon,
    repalette(next) {
      palette = next;
      repaintSoon();
    },
    labels: () => lineWords().labels,
    words: lineWords,
    palette: () => palette,
    moving: motion.moving,
    destroy() {
      cancelAnimationFrame(awaited);
      motion.destroy();
      rest.destroy();
      lines.destroy();
      for (const surface of [halos, dots, words]) surface.element.remove();
    },
  };
}

/** Names, rings, badges and labels. `shown`: what the viewport shows, in map units. */
function paintStill(
  context: CanvasRenderingContext2D,
  { scene, viewport, focus, selected, pointed }: Picture,
  shown: Rect,
  { labels, marks }: LineWords,
  palette: Palette,
): void {
  const view = { shown, zoom: viewport.zoom, focus, selected };
  const edges: ReadonlyMap<string, PlacedEdge> = scene.edges;
  for (const id of new Set([selected, pointed?.id])) {
    const edge = edges.get(id ?? "");
    if (edge === undefined || !isApart(scene, edge)) continue;
    paintPointed(context, edge, palette, {
      zoom: viewport.zoom,
      isStop: pointed?.isStop === true && pointed.id === id,
    });
  }
  paintBoxTitles(context, scene, palette, view);
  paintFeet(context, scene, palette, view);
  paintNodes(context, scene, palette, view);
  paintCards(context, scene, palette, view);
  paintLineMarks(context, marks, palette, view);
  paintLabels(context, labels, palette, view);
}

/** What moves, and what lies under the lines that cytoscape draws. */
function paintTraffic(
  { under, over }: { readonly under: CanvasRenderingContext2D; readonly over: CanvasRenderingContext2D },
  { scene, viewport, focus, selected }: Picture,
  shown: Rect,
  motion: Motion,
  palette: Palette,
): void {
  const seconds = performance.now() / 1000;
  const view = { shown, zoom: viewport.zoom, focus };
  paintBoxGrounds(under, scene, palette);
  paintFarBorders(under, scene, palette, viewport.zoom);
  paintHalos(under, scene, palette, motion.still() ? undefined : seconds, view);
  paintLoops(under, scene, palette, { focus, selected });
  paintUpperLines(over, scene, palette, view);
  if (motion.moving()) paintDots(over, scene, palette, seconds, view);
}
