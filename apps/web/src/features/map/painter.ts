import type { Viewport } from "../../view/view-state.ts";
import { paintBoxTitles } from "./draw/paint-boxes.ts";
import { paintLabels } from "./draw/paint-labels.ts";
import { paintNodes } from "./draw/paint-nodes.ts";
import { paintDots, paintHalos } from "./draw/paint-traffic.ts";
import { createSurface } from "./draw/surface.ts";
import { type Measure, type PlacedLabel, placeLabels } from "./label-places.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./scene.ts";

/** What is on screen now. */
export interface Picture {
  readonly scene: Scene;
  readonly viewport: Viewport;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
}

/** Everything cytoscape does not draw. The halos lie under it, dots, words and labels over it. */
export interface Painter {
  /** Repaints what stands still; called with every frame cytoscape draws. */
  repaint(): void;
  repalette(palette: Palette): void;
  labels(): readonly PlacedLabel[];
  /** Whether dots move now: not with reduced motion, in a hidden tab, or after frames became slow. */
  moving(): boolean;
  destroy(): void;
}

const ZOOM_STEP = 1.06;
/** Mean frame above this over a second: motion is taken away for a while. ms */
const SLOW_FRAME = 45;
const WATCHED_FRAMES = 40;
const REST_MS = 20_000;

export function createPainter(layers: { under: HTMLElement; over: HTMLElement }, picture: () => Picture): Painter {
  const halos = createSurface(layers.under);
  const dots = createSurface(layers.over);
  const words = createSurface(layers.over);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let palette: Palette | undefined;
  let placed: { scene: Scene; zoom: number; labels: PlacedLabel[] } | undefined;
  let frame = 0;
  const pace = createPace();

  function labelsNow(): PlacedLabel[] {
    const { scene, viewport } = picture();
    const step = Math.round(Math.log(viewport.zoom) / Math.log(ZOOM_STEP));
    const zoom = ZOOM_STEP ** step;
    if (palette !== undefined && (placed?.scene !== scene || placed.zoom !== zoom)) {
      placed = { scene, zoom, labels: placeLabels(scene, zoom, measureWith(palette.font)) };
    }
    return placed?.labels ?? [];
  }

  function repaint(): void {
    const { scene, viewport, focus, selected } = picture();
    const shown = words.shown(viewport);
    const context = words.begin(viewport);
    if (context === undefined || palette === undefined) return;
    const view = { shown, zoom: viewport.zoom, focus };
    paintBoxTitles(context, scene, palette, view);
    paintNodes(context, scene, palette, view);
    paintLabels(context, labelsNow(), palette, { shown, focus, selected });
    paintMotion(performance.now() / 1000);
  }

  function paintMotion(seconds: number): void {
    const { scene, viewport, focus } = picture();
    const under = halos.begin(viewport);
    const over = dots.begin(viewport);
    if (under === undefined || over === undefined || palette === undefined) return;
    const still = calm.matches;
    paintHalos(under, scene, palette, still ? undefined : seconds, focus);
    if (!still && pace.mayMove()) paintDots(over, scene, palette, seconds, { shown: dots.shown(viewport), focus });
  }

  function tick(now: number): void {
    pace.frame(now);
    if (pace.mayMove()) paintMotion(now / 1000);
    frame = requestAnimationFrame(tick);
  }

  function watch(): void {
    cancelAnimationFrame(frame);
    pace.restart();
    if (!calm.matches && document.visibilityState === "visible") frame = requestAnimationFrame(tick);
    repaint();
  }

  calm.addEventListener("change", watch);
  document.addEventListener("visibilitychange", watch);
  frame = calm.matches ? 0 : requestAnimationFrame(tick);
  return {
    repaint,
    repalette(next) {
      palette = next;
      placed = undefined;
      repaint();
    },
    labels: labelsNow,
    moving: () => !calm.matches && document.visibilityState === "visible" && pace.mayMove(),
    destroy() {
      cancelAnimationFrame(frame);
      calm.removeEventListener("change", watch);
      document.removeEventListener("visibilitychange", watch);
      for (const surface of [halos, dots, words]) surface.element.remove();
    },
  };
}

/** Watches how long frames take, and calls for rest when the mean of the last ones is too long. */
function createPace() {
  let last: number | undefined;
  let spans: number[] = [];
  let restUntil = 0;
  return {
    frame(now: number) {
      if (last !== undefined) spans.push(now - last);
      last = now;
      if (spans.length < WATCHED_FRAMES) return;
      const mean = spans.reduce((sum, span) => sum + span, 0) / spans.length;
      if (mean > SLOW_FRAME) restUntil = now + REST_MS;
      spans = [];
    },
    mayMove: () => (last ?? 0) >= restUntil,
    restart() {
      last = undefined;
      spans = [];
    },
  };
}

function measureWith(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, bold) => {
    if (context === null) return text.length * 6;
    context.font = `${bold ? 600 : 400} ${bold ? 12 : 11}px ${font}`;
    return context.measureText(text).width;
  };
}
