import { titleRects } from "./box-titles.ts";
import { footOf } from "./cards/foot.ts";
import { BADGE_RADIUS, badgePlaces } from "./draw/paint-badges.ts";
import type { Measure } from "./label-size.ts";
import { markRect } from "./line-marks.ts";
import type { PlacedNode, Scene } from "./placed.ts";
import type { LineIndex } from "./routes/line-index.ts";
import { indexRects, type RectIndex } from "./routes/rect-index.ts";
import { grow, type Point, type Rect, rectAround, rectOf } from "./routes/shapes.ts";
import { wholeOf } from "./scene.ts";
import type { Sight } from "./sight.ts";

/** Where labels may stand. */
export interface LabelGround {
  /** No label leaves it. */
  readonly within: Rect | undefined;
  /** What of the map is on screen: what is not well is written there, if anywhere on its line it can be. */
  readonly shown: Rect | undefined;
  /** What no label covers; the labels placed so far are among it. */
  readonly taken: RectIndex;
  readonly lines: LineIndex;
}

/** Farther out than this, nodes cannot be read and may be covered. */
const READABLE = 0.5;
/** Kept free around a node, so that one sees where its lines end, px. */
const AROUND_NODE = 5;
/** How far a label may stand out of the whole picture, px on screen: less than what is kept free when it is fitted. */
const OVERHANG = 12;

export function groundOf(
  scene: Scene,
  zoom: number,
  measure: Measure,
  { marks = [], sight }: { readonly marks?: readonly Point[]; readonly sight?: Sight | undefined } = {},
): LabelGround {
  const nodes = [...scene.nodes.values()];
  const boxes = scene.boxes.map(({ rect }) => rect);
  const whole = rectOf([...nodes.map(wholeOf), ...boxes]);
  return {
    within: whole === undefined ? undefined : grow(whole, OVERHANG / zoom),
    shown: sight?.shown,
    taken: indexRects([
      ...scene.boxes.flatMap((box) => titleRects(box, zoom, measure)),
      ...(zoom < READABLE ? [] : nodes.flatMap(coveredBy)),
      ...scene.boxes.flatMap(({ element, rect }) => (element.hidden === undefined ? [] : [footOf(rect)])),
      ...marks.map(markRect),
      ...(sight?.covered ?? []),
    ]),
    lines: scene.lines,
  };
}

/** All that is drawn of a node: body, the name below it, and the badges on its upper border. */
function coveredBy(node: PlacedNode): Rect[] {
  const size = { width: 2 * BADGE_RADIUS, height: 2 * BADGE_RADIUS };
  const badges = badgePlaces(node.element.badges.length, node.rect).map((at) => rectAround(at, size));
  return [grow(wholeOf(node), AROUND_NODE), ...badges];
}
