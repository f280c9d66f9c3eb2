import type { Viewport } from "../../../view/view-state.ts";
import type { Rect, Size } from "../routes/shapes.ts";
import type { Pen } from "./pen.ts";

/**
 * A canvas larger than the map that is moved with it, and only painted anew where that does not do: for what takes
 * longer to paint than a frame.
 */
export interface Sheet {
  /** Puts it where the viewport is. `isStale`: what is on it is not what should be. */
  put(viewport: Viewport, isStale: boolean): void;
  readonly element: HTMLCanvasElement;
}

/** How far it reaches beyond the map on each side, as a share of the map. */
const BEYOND = 0.3;
/** Drawn larger or smaller than it was painted by up to this factor, it may be blurred for a moment. */
const MOST_STRETCHED = 1.6;
/** Painted sharp again when it has not been stretched further for so long. */
const SHARP_AFTER_MS = 120;

/** `paint` gets a clean pen in map units, and what of the map is on the sheet. */
export function createSheet(
  parent: HTMLElement,
  paint: (pen: Pen, view: { readonly shown: Rect; readonly zoom: number }) => void,
  onBlurred: () => void,
): Sheet & { destroy(): void } {
  const element = document.createElement("canvas");
  element.style.cssText = "position:absolute;inset:0 auto auto 0;pointer-events:none;transform-origin:0 0";
  parent.append(element);
  const context = element.getContext("2d");
  let painted: { readonly at: Viewport; readonly size: Size } | undefined;
  let blurred: ReturnType<typeof setTimeout> | undefined;
  let wantsSharp = false;

  function paintAt(at: Viewport, size: Size): void {
    const ratio = window.devicePixelRatio || 1;
    const [beyondX, beyondY] = [BEYOND * size.width, BEYOND * size.height];
    const width = Math.round((size.width + 2 * beyondX) * ratio);
    const height = Math.round((size.height + 2 * beyondY) * ratio);
    if (element.width !== width || element.height !== height) {
      element.width = width;
      element.height = height;
      element.style.inlineSize = `${width / ratio}px`;
      element.style.blockSize = `${height / ratio}px`;
    } else {
      context?.setTransform(1, 0, 0, 1, 0, 0);
      context?.clearRect(0, 0, width, height);
    }
    const scale = ratio * at.zoom;
    context?.setTransform(scale, 0, 0, scale, ratio * (at.x + beyondX), ratio * (at.y + beyondY));
    if (context !== null) paint(context, { shown: onSheet(at, size), zoom: at.zoom });
    painted = { at, size };
    wantsSharp = false;
    clearTimeout(blurred);
  }

  return {
    element,
    put(viewport, isStale) {
      const size = { width: parent.clientWidth, height: parent.clientHeight };
      if (painted === undefined || isStale || wantsSharp || !reaches(painted, viewport, size)) paintAt(viewport, size);
      if (painted === undefined) return;
      const stretch = viewport.zoom / painted.at.zoom;
      const x = viewport.x - stretch * (painted.at.x + BEYOND * painted.size.width);
      const y = viewport.y - stretch * (painted.at.y + BEYOND * painted.size.height);
      element.style.transform = `translate(${x}px, ${y}px) scale(${stretch})`;
      if (stretch === 1) return;
      clearTimeout(blurred);
      blurred = setTimeout(() => {
        wantsSharp = true;
        onBlurred();
      }, SHARP_AFTER_MS);
    },
    destroy() {
      clearTimeout(blurred);
      element.remove();
    },
  };
}

/** Does a sheet painted there cover the map when it is looked at from here, and is it sharp enough? */
export function reaches(
  painted: { readonly at: Viewport; readonly size: Size },
  viewport: Viewport,
  size: Size,
): boolean {
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
function onSheet({ x, y, zoom }: Viewport, { width, height }: Size): Rect {
  const left = (-x - BEYOND * width) / zoom;
  const top = (-y - BEYOND * height) / zoom;
  return {
    left,
    top,
    right: left + ((1 + 2 * BEYOND) * width) / zoom,
    bottom: top + ((1 + 2 * BEYOND) * height) / zoom,
  };
}
