import type { Point, Rect } from "../routes/shapes.ts";
import { grow, rectAround, rectOf } from "../routes/shapes.ts";
import type { NodeToPlace } from "./box-layout.ts";
import { freeSlot } from "./free-slot.ts";
import type { Mesh } from "./lay-out.ts";

const BESIDE = 152;

/**
 * Places for nodes that have none yet, near those they talk to and in the box they belong to. Nothing that has a
 * place moves. A foreign namespace's box is not free ground.
 */
export function settle(mesh: Mesh, placed: ReadonlyMap<string, Point>): Map<string, Point> {
  const result = new Map(placed);
  const fresh = mesh.nodes.filter((node) => !placed.has(node.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const node of fresh) {
    const taken = takenBy(mesh.nodes, result, node.box);
    result.set(node.id, freeSlot(wishOf(node, mesh, result), node, taken));
  }
  return result;
}

function wishOf(node: NodeToPlace, mesh: Mesh, placed: ReadonlyMap<string, Point>): Point {
  const wishes: Point[] = [];
  for (const edge of mesh.edges) {
    const caller = edge.target === node.id ? placed.get(edge.source) : undefined;
    const callee = edge.source === node.id ? placed.get(edge.target) : undefined;
    if (caller !== undefined) wishes.push({ x: caller.x + BESIDE, y: caller.y });
    if (callee !== undefined) wishes.push({ x: callee.x - BESIDE, y: callee.y });
  }
  const home = mesh.nodes.flatMap((other) => {
    const at = other.box !== undefined && other.box === node.box ? placed.get(other.id) : undefined;
    return at === undefined ? [] : [at];
  });
  // Its box weighs as much as its neighbours: a box should not stretch across the map for one node.
  return mean([...wishes, ...(home.length > 0 ? [mean(home)] : [])], placed);
}

function mean(points: readonly Point[], placed?: ReadonlyMap<string, Point>): Point {
  const all = points.length > 0 ? points : [...(placed?.values() ?? [])];
  const count = Math.max(1, all.length);
  return { x: all.reduce((sum, at) => sum + at.x, 0) / count, y: all.reduce((sum, at) => sum + at.y, 0) / count };
}

function takenBy(nodes: readonly NodeToPlace[], placed: ReadonlyMap<string, Point>, own: string | undefined): Rect[] {
  const rects: Rect[] = [];
  const boxes = new Map<string, Rect[]>();
  for (const node of nodes) {
    const at = placed.get(node.id);
    if (at === undefined) continue;
    const rect = rectAround(at, node);
    rects.push(rect);
    if (node.box !== undefined && node.box !== own) boxes.set(node.box, [...(boxes.get(node.box) ?? []), rect]);
  }
  for (const inside of boxes.values()) {
    const box = rectOf(inside);
    if (box !== undefined) rects.push({ ...grow(box, 12), top: box.top - 34 });
  }
  return rects;
}
