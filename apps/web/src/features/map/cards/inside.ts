import type { Elements } from "../elements.ts";
import type { Mesh } from "../layout/lay-out.ts";
import { type Point, rectAround, type Size } from "../routes/shapes.ts";
import { wholeRect } from "../whole-rect.ts";
import { borderAround } from "./border.ts";

/** How a namespace looks when it is open. */
export interface Inside {
  /** Its border's, as it was laid out; newcomers may reach beyond it. */
  readonly size: Size;
  /** Centres of its nodes from its own centre. */
  readonly places: Map<string, Point>;
}

/** One that is partly open has another inside than the whole. Holds no spaces. */
export function insideKey({ id, hidden }: Elements["boxes"][number]): string {
  return hidden === undefined ? id : `${id}~part`;
}

/** The mesh inside of these boxes alone. */
export function insidesOf({ nodes, edges }: Elements, boxes: Elements["boxes"]): Mesh {
  const homes = new Map<string, string>(boxes.flatMap(({ id, members }) => members.map((member) => [member, id])));
  return {
    nodes: nodes.filter(({ id }) => homes.has(id)),
    edges: edges.filter(({ source, target }) => homes.has(source) && homes.get(source) === homes.get(target)),
  };
}

/** `centres`: of its nodes, wherever they were laid out. */
export function insideOf(
  box: Elements["boxes"][number],
  { nodes }: Elements,
  centres: ReadonlyMap<string, Point>,
): Inside {
  const members = new Set<string>(box.members);
  const rects = nodes.flatMap((node) => {
    const at = centres.get(node.id);
    return at === undefined || !members.has(node.id) ? [] : [wholeRect(rectAround(at, node), node)];
  });
  const { left, top, right, bottom } = borderAround(rects, box) ?? { left: 0, top: 0, right: 0, bottom: 0 };
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const places = box.members.flatMap((id): [string, Point][] => {
    const at = centres.get(id);
    return at === undefined ? [] : [[id, { x: at.x - middle.x, y: at.y - middle.y }]];
  });
  return { size: { width: right - left, height: bottom - top }, places: new Map(places) };
}
