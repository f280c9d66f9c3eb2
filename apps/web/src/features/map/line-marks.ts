import type { EdgeId } from "@fyr/contract";
import type { Scene } from "./placed.ts";
import { pointAlong } from "./routes/edge-path.ts";
import { indexRects } from "./routes/rect-index.ts";
import { grow, type Point, type Rect, rectAround } from "./routes/shapes.ts";
import { wholeOf } from "./scene.ts";

/** An open padlock on a line. */
export interface LineMark {
  readonly edge: EdgeId;
  /** Not all of its traffic. */
  readonly partly: boolean;
  readonly at: Point;
}

/** Map units. Smaller than on a node: it must not outshout what fails. */
export const LINE_MARK_RADIUS = 6.5;
/** Where along its line, the best first: near the callee, whose side it is that lets plaintext in. */
const SPOTS = [0.62, 0.54, 0.7, 0.46, 0.78, 0.38, 0.3, 0.22, 0.86, 0.14];

/** One for every edge that is known to go in plaintext: on its line, clear of nodes, other marks and other lines where it can be. */
export function placeLineMarks({ nodes, edges, lines }: Pick<Scene, "nodes" | "edges" | "lines">): LineMark[] {
  const taken = indexRects([...nodes.values()].map((node) => grow(wholeOf(node), 4)));
  const marks: LineMark[] = [];
  for (const { element, trace } of edges.values()) {
    if (element.plaintext === undefined) continue;
    const spots = SPOTS.map((spot) => pointAlong(trace, spot * trace.length));
    const free = spots.filter((spot) => !taken.hits(markRect(spot)));
    const alone = free.find((spot) => lines.crossing(markRect(spot), element.id, 1) === 0);
    const at = alone ?? free[0] ?? pointAlong(trace, trace.length / 2);
    taken.add(markRect(at));
    marks.push({ edge: element.id, partly: element.plaintext === "part", at });
  }
  return marks;
}

export function markRect(at: Point): Rect {
  return rectAround(at, { width: 2 * LINE_MARK_RADIUS + 2, height: 2 * LINE_MARK_RADIUS + 2 });
}
