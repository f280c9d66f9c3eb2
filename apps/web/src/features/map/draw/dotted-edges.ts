import { edgeLooks } from "../marks/edge-looks.ts";
import type { PlacedEdge } from "../placed.ts";

/** So many lines at most carry dots that move, and so many dots are drawn in all: more would be snow. */
const MOST_LINES = 60;
const MOST_DOTS = 120;

/**
 * The lines that carry dots, and how many each: all of a small mesh, in a large one those that fail and the strongest
 * of the others.
 */
export function dottedEdges(edges: Iterable<PlacedEdge>, dotsOf: (edge: PlacedEdge) => number) {
  const carrying = [...edges].filter(({ element }) => (element.requestsPerSecond ?? 0) > 0);
  const unwell = ({ element }: PlacedEdge) => edgeLooks[element.look].layer > 0;
  const sorted = carrying.toSorted(
    (a, b) =>
      Number(unwell(b)) - Number(unwell(a)) || (b.element.requestsPerSecond ?? 0) - (a.element.requestsPerSecond ?? 0),
  );
  const chosen = new Map<PlacedEdge, number>();
  let left = MOST_DOTS;
  for (const edge of sorted) {
    if (!unwell(edge) && (chosen.size >= MOST_LINES || left <= 0)) break;
    const count = unwell(edge) ? dotsOf(edge) : Math.min(left, dotsOf(edge));
    chosen.set(edge, count);
    left -= count;
  }
  return chosen;
}
