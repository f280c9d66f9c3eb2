import type { EdgePath } from "./edge-path.ts";
import type { Rect } from "./shapes.ts";

const MOUTH = 13;
const BELLY = 27;
const DEPTH = 12;
/** Deeper than this it would come near the node below. */
const DEEPEST = 17;
/** What further loops of the same node are wider and deeper by, px. */
const WIDER = 7;
const DEEPER = 5;

/** The way of calls from a node to itself: out of its lower side and back in, under the loops it has already. */
export function loopPath(rect: Rect, already: number): EdgePath {
  const middle = (rect.left + rect.right) / 2;
  const depth = rect.bottom + Math.min(DEEPEST, DEPTH + already * DEEPER);
  const mouth = MOUTH + already * WIDER;
  const belly = BELLY + already * WIDER;
  return {
    start: { x: middle + mouth, y: rect.bottom },
    controls: [
      { x: middle + belly, y: depth },
      { x: middle - belly, y: depth },
    ],
    end: { x: middle - mouth, y: rect.bottom },
  };
}

/**
 * The loop in cytoscape's words: it puts both controls equally far from the node's middle, to either side of
 * `direction` (degrees, 0 is up) and `sweep` apart, 1.4 times the distance it is given.
 */
export function loopOffsets(path: EdgePath, rect: Rect): { direction: string; sweep: string; reach: number } {
  const [control = path.start] = path.controls;
  const dx = control.x - (rect.left + rect.right) / 2;
  const dy = control.y - (rect.top + rect.bottom) / 2;
  const half = (Math.atan2(dx, dy) * 180) / Math.PI;
  return { direction: "180deg", sweep: `${2 * half}deg`, reach: Math.hypot(dx, dy) / 1.4 };
}
