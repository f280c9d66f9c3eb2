import type { Viewport } from "../../../view/view-state.ts";
import type { Rect } from "../routes/shapes.ts";

/** A see-through canvas over the map, sharp at any device resolution. Map units are drawn as they are. */
export interface Surface {
  /** Clears it and hands back its context, moved and scaled to the viewport. */
  begin(viewport: Viewport): CanvasRenderingContext2D | undefined;
  /** Nothing is to be on it: it costs nothing. */
  leave(): void;
  /** What the viewport shows, in map units. */
  shown(viewport: Viewport): Rect;
  readonly element: HTMLCanvasElement;
}

export function createSurface(parent: HTMLElement): Surface {
  const element = document.createElement("canvas");
  element.style.cssText = "position:absolute;inset:0;inline-size:100%;block-size:100%;pointer-events:none";
  parent.append(element);
  const context = element.getContext("2d") ?? undefined;
  let dirty = false;
  return {
    element,
    begin(viewport) {
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(parent.clientWidth * ratio);
      const height = Math.round(parent.clientHeight * ratio);
      if (element.width !== width || element.height !== height) {
        element.width = width;
        element.height = height;
      } else if (dirty) {
        context?.setTransform(1, 0, 0, 1, 0, 0);
        context?.clearRect(0, 0, width, height);
      }
      dirty = true;
      element.hidden = false;
      const scale = ratio * viewport.zoom;
      context?.setTransform(scale, 0, 0, scale, ratio * viewport.x, ratio * viewport.y);
      return context;
    },
    leave() {
      element.hidden = true;
    },
    shown({ x, y, zoom }) {
      const left = -x / zoom;
      const top = -y / zoom;
      return { left, top, right: left + parent.clientWidth / zoom, bottom: top + parent.clientHeight / zoom };
    },
  };
}
