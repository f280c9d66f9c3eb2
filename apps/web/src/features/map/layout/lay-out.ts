import type { Point } from "../routes/shapes.ts";
import { COLUMN_GAP, type EdgeToPlace, type LayeredLayout, layOutBox, type NodeToPlace } from "./box-layout.ts";
import type { BoxToPack } from "./boxes-to-pack.ts";
import { packBoxes } from "./pack-boxes.ts";

/** Between a box's border and its nodes, px; above them stands the box's title. */
export const BOX_PADDING = { left: 12, right: 12, top: 34, bottom: 18 } as const;

/** A box ("cluster/namespace", or a namespace alone) is at least so wide that its name is not cut. px */
export function titleWidth(box: string): number {
  const name = box.slice(box.indexOf("/") + 1);
  return name === "" ? 0 : 26 + name.length * 7;
}

export interface Mesh {
  readonly nodes: readonly NodeToPlace[];
  readonly edges: readonly EdgeToPlace[];
}

/**
 * Centres for all nodes: every namespace in layers from left to right, the namespaces packed to a screen. Depends on
 * the nodes, the edges and the shape aimed at (width by height), not on their order or the numbers.
 */
export async function layOut(mesh: Mesh, aspect: number, elk: LayeredLayout): Promise<Map<string, Point>> {
  const nodes = [...mesh.nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  const edges = [...mesh.edges].sort((a, b) => (`${a.source} ${a.target}` < `${b.source} ${b.target}` ? -1 : 1));
  const members = new Map<string, NodeToPlace[]>();
  for (const node of nodes) {
    const key = node.box ?? `alone ${node.id}`;
    const held = members.get(key);
    if (held === undefined) members.set(key, [node]);
    else held.push(node);
  }
  const boxes = await Promise.all([...members].map(([id, inside]) => framed(id, inside, edges, elk)));
  const corners = packBoxes({
    boxes,
    links: edges,
    column: usualWidth(nodes) + COLUMN_GAP,
    aspect,
  });
  const centres = new Map<string, Point>();
  for (const box of boxes) {
    const corner = corners.get(box.id) ?? { x: 0, y: 0 };
    for (const [id, place] of box.places) centres.set(id, { x: corner.x + place.x, y: corner.y + place.y });
  }
  return centres;
}

/** What most nodes have; the widest of several that are as frequent. */
function usualWidth(nodes: readonly NodeToPlace[]): number {
  const groups = [...Map.groupBy(nodes, ({ width }) => width)];
  return groups.sort(([a, those], [b, others]) => others.length - those.length || b - a)[0]?.[0] ?? 0;
}

async function framed(
  id: string,
  nodes: readonly NodeToPlace[],
  edges: readonly EdgeToPlace[],
  elk: LayeredLayout,
): Promise<BoxToPack> {
  const inside = await layOutBox(nodes, edges, elk);
  const sizes = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map(
    [...inside.places].map(([node, corner]) => {
      const size = sizes.get(node) ?? { width: 0, height: 0 };
      return [
        node,
        {
          x: Math.round(BOX_PADDING.left + corner.x + size.width / 2),
          y: Math.round(BOX_PADDING.top + corner.y + size.height / 2),
        },
      ];
    }),
  );
  return {
    id,
    places,
    width: Math.max(inside.width + BOX_PADDING.left + BOX_PADDING.right, titleWidth(nodes[0]?.box ?? "")),
    height: inside.height + BOX_PADDING.top + BOX_PADDING.bottom,
  };
}
