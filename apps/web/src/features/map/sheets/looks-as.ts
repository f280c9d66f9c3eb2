import { fadeStep } from "../draw/fade.ts";
import { sameBody } from "../node-element.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, Scene } from "../placed.ts";
import type { Rect } from "../routes/shapes.ts";
import { nodesBehind } from "../scene.ts";

/** All that lines and bodies are painted from. */
export interface Looks {
  readonly scene: Scene;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  readonly palette: Palette;
  /** Can namespaces be folded? */
  readonly folds: boolean;
  /** Halos are painted elsewhere. */
  readonly breathes: boolean;
}

/** Nobody sees a line grow by less, px. */
const LEAST_CHANGE = 0.2;

/** Would painting lines and bodies anew make no difference? Numbers move with every refresh, what is to be seen seldom. */
export function looksAs(held: Looks, now: Looks): boolean {
  const { focus, selected, palette, breathes } = now;
  if (held.focus !== focus || held.selected !== selected || held.palette !== palette) return false;
  return held.breathes === breathes && sameScene(held.scene, now.scene);
}

const same = new WeakMap<Scene, Scene>();

/** Asked for every frame, looked up once for a scene. */
function sameScene(held: Scene, now: Scene): boolean {
  if (held === now || same.get(now) === held) return true;
  if (!sameNodes(held, now) || !sameBoxes(held, now) || !sameEdges(held, now)) return false;
  same.set(now, held);
  return true;
}

function sameNodes({ nodes }: Scene, now: Scene): boolean {
  if (nodes.size !== now.nodes.size) return false;
  for (const [id, node] of now.nodes) {
    const held = nodes.get(id);
    if (held === node) continue;
    if (held === undefined || held.rect !== node.rect || !sameBody(held.element, node.element)) return false;
  }
  return true;
}

function sameBoxes({ boxes }: Scene, now: Scene): boolean {
  if (boxes.length !== now.boxes.length) return false;
  return now.boxes.every((box, index) => {
    const held = boxes[index];
    return held !== undefined && held.element.id === box.element.id && sameRect(held.rect, box.rect);
  });
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

function sameEdges(held: Scene, now: Scene): boolean {
  if (held.edges.size !== now.edges.size || fadeStep(nodesBehind(held)) !== fadeStep(nodesBehind(now))) return false;
  for (const [id, edge] of now.edges) {
    const before = held.edges.get(id);
    if (before !== edge && (before === undefined || !sameLine(before, edge))) return false;
  }
  return true;
}

function sameLine(held: PlacedEdge, edge: PlacedEdge): boolean {
  const { look, width } = held.element;
  return held.path === edge.path && look === edge.element.look && Math.abs(width - edge.element.width) < LEAST_CHANGE;
}
