import { fadeAt, fadeStep } from "./draw/fade.ts";
import { paintStraight } from "./draw/paint-straight.ts";
import { createSheet } from "./draw/sheet.ts";
import type { Picture } from "./painter.ts";
import type { Palette } from "./palette.ts";
import { isApart, nodesBehind, type PlacedEdge, type Scene } from "./scene.ts";

/** The lines of a large mesh that cytoscape does not draw. */
export interface LineSheet {
  put(picture: Picture, palette: Palette): void;
  destroy(): void;
}

/** Nobody sees a line grow by less, px. */
const LEAST_CHANGE = 0.2;

export function createLineSheet(parent: HTMLElement, onBlurred: () => void): LineSheet {
  let drawn: Drawn | undefined;
  const sheet = createSheet(
    parent,
    (pen, { shown, zoom }) => {
      if (drawn === undefined) return;
      const { edges, palette, focus, fade } = drawn;
      paintStraight(pen, edges.values(), palette, { shown, zoom, focus, fade });
    },
    onBlurred,
  );
  return {
    put({ scene, viewport, focus }, palette) {
      const isSame = drawn !== undefined && drawn.palette === palette && drawn.focus === focus && looksAs(drawn, scene);
      if (!isSame) drawn = drawnOf(scene, focus, palette);
      sheet.element.hidden = drawn?.edges.size === 0;
      if (!sheet.element.hidden) sheet.put(viewport, !isSame);
    },
    destroy: sheet.destroy,
  };
}

interface Drawn {
  readonly edges: ReadonlyMap<string, PlacedEdge>;
  readonly focus: ReadonlySet<string> | undefined;
  readonly palette: Palette;
  readonly fade: number;
}

function drawnOf(scene: Scene, focus: Drawn["focus"], palette: Palette): Drawn {
  const edges = new Map([...scene.edges].filter(([, edge]) => isApart(scene, edge)));
  return { edges, focus, palette, fade: fadeAt(fadeStep(nodesBehind(scene))) };
}

const seen = new WeakMap<Scene, Drawn>();

/** Would painting this scene make no difference? Asked for every frame, looked up once for a scene. */
function looksAs(drawn: Drawn, scene: Scene): boolean {
  if (seen.get(scene) === drawn) return true;
  let count = 0;
  for (const [id, edge] of scene.edges) {
    if (!isApart(scene, edge)) continue;
    const held = drawn.edges.get(id);
    if (held === undefined || (held !== edge && !looksLike(held, edge))) return false;
    count++;
  }
  if (count !== drawn.edges.size || drawn.fade !== fadeAt(fadeStep(nodesBehind(scene)))) return false;
  seen.set(scene, drawn);
  return true;
}

function looksLike(held: PlacedEdge, edge: PlacedEdge): boolean {
  const { look, width } = held.element;
  return held.path === edge.path && look === edge.element.look && Math.abs(width - edge.element.width) < LEAST_CHANGE;
}
