import type { MapView } from "../map-view.ts";
import type { Overview } from "../overview.ts";
import type { Palette } from "../palette.ts";
import type { Scene } from "../placed.ts";
import type { Point, Rect } from "../routes/shapes.ts";
import { rectOf } from "../routes/shapes.ts";
import { needsMinimap, onMap, onSmall, type Small, seenThrough, smallOf } from "./minimap-frame.ts";
import { paintSmall } from "./paint-small.ts";

interface Known {
  readonly scene: Scene;
  readonly palette: Palette;
  readonly whole: Rect;
  readonly nodes: number;
  readonly small: Small;
  /** Is it on the canvas? */
  painted: boolean;
}

/**
 * The whole map small. Its canvas is drawn again when something else is to be seen on it; where one is costs a moved
 * frame. `onNeed`: it began to help, or ceased to. Returns the end of it.
 */
export function createMinimap(view: MapView, host: HTMLElement, onNeed: (needed: boolean) => void): () => void {
  const canvas = host.appendChild(document.createElement("canvas"));
  const frame = host.appendChild(document.createElement("div"));
  let known: Known | undefined;
  let needed = false;

  function look(): void {
    const now = view.overview();
    if (now === undefined) return;
    if (known?.scene !== now.scene || known.palette !== now.palette) known = knownOf(now, canvas);
    if (known === undefined) return;
    const seen = seenThrough(now.viewport, now.size);
    const isNeeded = needsMinimap(known.whole, known.nodes, seen, now.viewport.zoom);
    if (isNeeded !== needed) onNeed(isNeeded);
    needed = isNeeded;
    if (!needed || canvas.clientWidth === 0) return;
    if (!known.painted) paint(canvas, known);
    known.painted = true;
    const { left, top, right, bottom } = onSmall(seen, known.small, groundOf(canvas));
    frame.style.transform = `translate(${left}px, ${top}px)`;
    frame.style.width = `${right - left}px`;
    frame.style.height = `${bottom - top}px`;
  }

  const resized = new ResizeObserver(() => {
    known = undefined;
    look();
  });
  resized.observe(canvas);
  const letGo = bindGrip(canvas, view, () => known?.small);
  const stopWatching = view.watch(look);
  look();
  return () => {
    stopWatching();
    letGo();
    resized.disconnect();
    host.replaceChildren();
  };
}

/** A press outside the frame brings that place into the middle; the frame is dragged by where it was touched. */
function bindGrip(canvas: HTMLElement, view: MapView, small: () => Small | undefined): () => void {
  let grip: Point | undefined;
  const pointOf = ({ clientX, clientY }: PointerEvent): Point | undefined => {
    const { left, top } = canvas.getBoundingClientRect();
    const scale = small();
    return scale && onMap({ x: clientX - left, y: clientY - top }, scale);
  };
  const take = (event: PointerEvent) => {
    const at = pointOf(event);
    const now = view.overview();
    if (at === undefined || now === undefined) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    const { left, right, top, bottom } = seenThrough(now.viewport, now.size);
    const isInside = at.x > left && at.x < right && at.y > top && at.y < bottom;
    grip = isInside ? { x: (left + right) / 2 - at.x, y: (top + bottom) / 2 - at.y } : { x: 0, y: 0 };
    if (!isInside) view.lookAt(at, true);
  };
  const move = (event: PointerEvent) => {
    const at = pointOf(event);
    if (grip !== undefined && at !== undefined) view.lookAt({ x: at.x + grip.x, y: at.y + grip.y }, false);
  };
  const letGo = () => {
    grip = undefined;
  };
  const listening = new AbortController();
  const { signal } = listening;
  canvas.addEventListener("pointerdown", take, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  for (const end of ["pointerup", "pointercancel"] as const) canvas.addEventListener(end, letGo, { signal });
  return () => listening.abort();
}

function groundOf(canvas: HTMLElement) {
  return { width: canvas.clientWidth, height: canvas.clientHeight };
}

function knownOf({ scene, palette }: Overview, canvas: HTMLElement): Known | undefined {
  const whole = rectOf([...scene.boxes.map(({ rect }) => rect), ...[...scene.nodes.values()].map(({ rect }) => rect)]);
  if (whole === undefined) return undefined;
  return { scene, palette, whole, nodes: scene.nodes.size, small: smallOf(whole, groundOf(canvas)), painted: false };
}

/** Sharp at any device resolution. */
function paint(canvas: HTMLCanvasElement, { scene, palette, small }: Known): void {
  const context = canvas.getContext("2d");
  const { width, height } = groundOf(canvas);
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (context !== null) paintSmall(context, scene, palette, small);
}
