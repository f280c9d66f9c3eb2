import type { Viewport } from "../../../view/view-state.ts";
import type { Pen } from "../draw/pen.ts";
import type { Point, Rect, Size } from "../routes/shapes.ts";

/**
 * A canvas larger than the map that is moved with it, and only painted anew where that does not do: for what takes
 * longer to paint than a frame.
 */
export interface Sheet {
  /** Puts it where the viewport is. Says whether it was painted anew. */
  put(viewport: Viewport, state: SheetState): boolean;
  hide(): void;
  destroy(): void;
}

interface SheetState {
  /** What is on it is not what should be. */
  readonly isStale: boolean;
  /** Drawn larger or smaller than it was painted. */
  readonly mayBlur: boolean;
}

/** What of the map is on a sheet, in map units, and at which zoom it is painted. */
export interface OnSheet {
  readonly shown: Rect;
  readonly zoom: number;
}

/** How far it reaches beyond the map on each side, as a share of the map. */
const BEYOND = 0.3;
/** Drawn larger or smaller than it was painted by up to this factor, it may be blurred for a moment. */
const MOST_STRETCHED = 1.6;

/** Above or below all that is in `parent` so far. `paint` gets a clean pen in map units. */
export function createSheet(
  parent: HTMLElement,
  where: "above" | "below",
  paint: (pen: Pen, on: OnSheet) => void,
): Sheet {
  const element = document.createElement("canvas");
  element.style.cssText =
    "position:absolute;inset:0 auto auto 0;pointer-events:none;transform-origin:0 0;will-change:transform";
  element.hidden = true;
  if (where === "above") parent.append(element);
  else parent.prepend(element);
  const context = element.getContext("2d");
  let painted: Sharp | undefined;

  function paintAt(at: Viewport, size: Size, ratio: number): void {
    const { x: beyondX, y: beyondY } = beyond(size);
    const width = Math.round((size.width + 2 * beyondX) * ratio);
    const height = Math.round((size.height + 2 * beyondY) * ratio);
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
    } else {
      context?.setTransform(1, 0, 0, 1, 0, 0);
      context?.clearRect(0, 0, width, height);
    }
    element.style.inlineSize = `${width / ratio}px`;
    element.style.blockSize = `${height / ratio}px`;
    const scale = ratio * at.zoom;
    context?.setTransform(scale, 0, 0, scale, ratio * (at.x + beyondX), ratio * (at.y + beyondY));
    if (context !== null) paint(context, { shown: onSheet(at, size), zoom: at.zoom });
  }

  return {
    put(viewport, { isStale, mayBlur }) {
      const size = { width: parent.clientWidth, height: parent.clientHeight };
      const ratio = window.devicePixelRatio || 1;
      const held = isStale || painted?.ratio !== ratio ? undefined : painted;
      const isBlurred = !mayBlur && held?.at.zoom !== viewport.zoom;
      const isGood = held !== undefined && !isBlurred && reaches(held, viewport, size);
      if (!isGood) paintAt(viewport, size, ratio);
      painted = isGood ? held : { at: viewport, size, ratio };
      element.hidden = false;
      element.style.transform = placed(painted, viewport);
      return !isGood;
    },
    hide() {
      if (painted === undefined) return;
      painted = undefined;
      element.hidden = true;
      // Its pixels are many: they are given back.
      element.width = 0;
      element.height = 0;
    },
    destroy: () => element.remove(),
  };
}

interface Painted {
  readonly at: Viewport;
  readonly size: Size;
}

interface Sharp extends Painted {
  /** Pixels of the screen by px. */
  readonly ratio: number;
}

/** Where a sheet painted there lies when it is looked at from here, as CSS. */
function placed({ at, size, ratio }: Sharp, viewport: Viewport): string {
  const stretch = viewport.zoom / at.zoom;
  const { x: beyondX, y: beyondY } = beyond(size);
  const x = viewport.x - stretch * (at.x + beyondX);
  const y = viewport.y - stretch * (at.y + beyondY);
  // Between two pixels of the screen all that is on it would be soft.
  const whole = (px: number) => Math.round(px * ratio) / ratio;
  if (stretch === 1) return `translate(${whole(x)}px, ${whole(y)}px)`;
  return `translate(${x}px, ${y}px) scale(${stretch})`;
}

/** px on each side, whole ones. */
function beyond({ width, height }: Size): Point {
  return { x: Math.round(BEYOND * width), y: Math.round(BEYOND * height) };
}

/** Does a sheet painted there cover the map when it is looked at from here, and is it sharp enough? */
export function reaches(painted: Painted, viewport: Viewport, size: Size): boolean {
  const stretch = viewport.zoom / painted.at.zoom;
  if (painted.size.width !== size.width || painted.size.height !== size.height) return false;
  if (stretch > MOST_STRETCHED || stretch < 1 / MOST_STRETCHED) return false;
  const on = onSheet(painted.at, size);
  const left = -viewport.x / viewport.zoom;
  const top = -viewport.y / viewport.zoom;
  const right = left + size.width / viewport.zoom;
  const bottom = top + size.height / viewport.zoom;
  return left >= on.left && top >= on.top && right <= on.right && bottom <= on.bottom;
}

/** What of the map is on the sheet, in map units. */
function onSheet({ x, y, zoom }: Viewport, size: Size): Rect {
  const { x: beyondX, y: beyondY } = beyond(size);
  return {
    left: (-x - beyondX) / zoom,
    top: (-y - beyondY) / zoom,
    right: (size.width + beyondX - x) / zoom,
    bottom: (size.height + beyondY - y) / zoom,
  };
}
