import type { Point } from "./routes/shapes.ts";

/** Zoom for a px of wheel: a notch of 100 px is a fifth. A pinch on a touchpad comes as small steps with Ctrl. */
const PER_PX = 0.0018;
const PER_PINCH_PX = 0.01;
/** One event does not do more than this, px. */
const MOST = 240;
const LINE = 16;
const PAGE = 400;

/** The factor one wheel event zooms by; 1 is none. */
export function zoomFactor({
  deltaY,
  deltaMode,
  ctrlKey,
}: Pick<WheelEvent, "deltaY" | "deltaMode" | "ctrlKey">): number {
  const px = deltaY * (deltaMode === 1 ? LINE : deltaMode === 2 ? PAGE : 1);
  // A wheel turned with Ctrl held sends notches, not a pinch's small steps.
  const pinched = ctrlKey && Math.abs(px) < 50;
  return Math.exp(-Math.max(-MOST, Math.min(MOST, px)) * (pinched ? PER_PINCH_PX : PER_PX));
}

/**
 * Mouse wheels and touchpads alike, in place of cytoscape's own zoom, which guesses the device from its first steps and
 * is many times faster on one than on the other: `container` lies around its own, and hears of everything first. `at`: px from the map's upper left corner. Returns the undoing.
 */
export function bindWheel(container: HTMLElement, onZoom: (factor: number, at: Point) => void): () => void {
  const turn = (event: WheelEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const { left, top } = container.getBoundingClientRect();
    onZoom(zoomFactor(event), { x: event.clientX - left, y: event.clientY - top });
  };
  container.addEventListener("wheel", turn, { capture: true, passive: false });
  return () => container.removeEventListener("wheel", turn, { capture: true });
}
