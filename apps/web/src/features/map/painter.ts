import { paintBoxGrounds, paintFarBorders } from "./draw/paint-boxes.ts";
import { paintLoops } from "./draw/paint-loops.ts";
import { paintStill } from "./draw/paint-still.ts";
import { paintDots, paintHalos, paintUpperLines } from "./draw/paint-traffic.ts";
import { createSurface } from "./draw/surface.ts";
import { createLabelMemo, type LineWords } from "./label-memo.ts";
import type { PlacedLabel } from "./label-places.ts";
import { createMotion, type Motion } from "./motion.ts";
import type { Picture } from "./on-screen.ts";
import type { Palette } from "./palette.ts";
import { createRest } from "./rest.ts";
import type { Rect } from "./routes/shapes.ts";
import { isLarge } from "./scene.ts";
import type { MapSheets } from "./sheets/map-sheets.ts";
import { sheetsLater } from "./sheets/sheets-later.ts";
import { sightOf } from "./sight.ts";

/**
 * Everything cytoscape does not draw: halos under it, dots, words and labels over it. Of a large mesh it draws nothing,
 * and all that stands still is on sheets.
 */
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
  /** Is all that stands still painted here, so that cytoscape need not draw? */
  isOnSheets(): boolean;
  destroy(): void;
}

/** `onSheets`: they are there, and what is large is painted on them from now on. */
export function createPainter(
  layers: { under: HTMLElement; over: HTMLElement },
  picture: () => Picture,
  onSheets: () => void,
): Painter {
  const halos = createSurface(layers.under);
  const dots = createSurface(layers.over);
  const words = createSurface(layers.over);
  const sheets = sheetsLater({ ...layers, onBlurred: repaintSoon }, () => {
    onSheets();
    repaintSoon();
  });
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

  /** Where all but what moves is painted, if it is not drawn frame by frame. */
  function sheetsUnder({ scene }: Picture): MapSheets | undefined {
    return isLarge(scene.nodes.size) ? sheets.now() : undefined;
  }

  function repaintSoon(): void {
    if (awaited === 0) awaited = requestAnimationFrame(repaint);
  }

  function repaint(): void {
    cancelAnimationFrame(awaited);
    awaited = 0;
    const now = picture();
    rest.look(now.viewport);
    if (palette === undefined) return;
    const under = sheetsUnder(now);
    if (under === undefined) repaintStill(now, palette);
    else {
      words.leave();
      under.put(now, lineWords(), palette, { breathes: motion.moving(), isMoving: rest.isMoving() });
    }
    repaintTraffic();
  }

  function repaintStill(now: Picture, colours: Palette): void {
    sheets.now()?.hide();
    const pen = words.begin(now.viewport);
    const view = { ...now, shown: words.shown(now.viewport), zoom: now.viewport.zoom };
    if (pen !== undefined) paintStill(pen, now.scene, lineWords(), colours, view);
  }

  function repaintTraffic(): void {
    const now = picture();
    const isOnSheets = sheetsUnder(now) !== undefined;
    if (isOnSheets && !motion.moving()) {
      halos.leave();
      dots.leave();
      return;
    }
    const under = halos.begin(now.viewport);
    const over = dots.begin(now.viewport);
    if (under === undefined || over === undefined || palette === undefined) return;
    const shown = dots.shown(now.viewport);
    if (isOnSheets) paintMoving({ under, over }, now, shown, palette);
    else paintTraffic({ under, over }, now, shown, motion, palette);
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
    isOnSheets: () => sheetsUnder(picture()) !== undefined,
    destroy() {
      cancelAnimationFrame(awaited);
      motion.destroy();
      rest.destroy();
      sheets.destroy();
      for (const surface of [halos, dots, words]) surface.element.remove();
    },
  };
}

interface Pens {
  readonly under: CanvasRenderingContext2D;
  readonly over: CanvasRenderingContext2D;
}

/** What moves, and what lies under the lines that cytoscape draws. */
function paintTraffic(
  { under, over }: Pens,
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

/** What moves by itself, between the sheets. */
function paintMoving({ under, over }: Pens, { scene, viewport, focus }: Picture, shown: Rect, palette: Palette): void {
  const seconds = performance.now() / 1000;
  const view = { shown, zoom: viewport.zoom, focus };
  paintHalos(under, scene, palette, seconds, view);
  paintDots(over, scene, palette, seconds, view);
}
