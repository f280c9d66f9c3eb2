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
