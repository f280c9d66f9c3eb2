import { paintPointedEdge } from "../draw/paint-bodies.ts";
import { paintNodeBodies, paintPointedNode } from "../draw/paint-node-bodies.ts";
import { paintNodes } from "../draw/paint-nodes.ts";
import { paintPointed } from "../draw/paint-straight.ts";
import type { Pen } from "../draw/pen.ts";
import type { Picture } from "../on-screen.ts";
import type { Palette } from "../palette.ts";
import type { PlacedEdge, PlacedNode, Scene } from "../placed.ts";
import { type Rect, rectAround } from "../routes/shapes.ts";
import { type Carried, emptyScene, isApart } from "../scene.ts";

/** Is there anything that stands out of the sheets for a moment? */
export function hasOver({ pointed, carried }: Pick<Picture, "pointed" | "carried">): boolean {
  return pointed !== undefined || carried !== undefined;
}

/** What is pointed at and what is carried by hand, over the sheets they are on: these stay as they are. */
export function paintOver(pen: Pen, picture: Picture, shown: Rect, palette: Palette): void {
  const { scene, pointed, carried, viewport } = picture;
  if (pointed !== undefined) {
    const { id, isStop } = pointed;
    const { edge, node } = foundIn(scene, id);
    if (node !== undefined) paintPointedNode(pen, node, palette, isStop);
    else if (edge !== undefined && isApart(scene, edge))
      paintPointed(pen, edge, palette, { zoom: viewport.zoom, isStop });
    else if (edge !== undefined) paintPointedEdge(pen, edge, palette, isStop);
  }
  if (carried !== undefined) paintCarried(pen, picture, carried, shown, palette);
}

function paintCarried(pen: Pen, picture: Picture, { id, at }: Carried, shown: Rect, palette: Palette): void {
  const { node } = foundIn(picture.scene, id);
  if (node === undefined) return;
  const { element } = node;
  const alone = {
    ...emptyScene,
    nodes: new Map([[element.id, { element, centre: at, rect: rectAround(at, element) }]]),
  };
  const view = { shown, zoom: picture.viewport.zoom, focus: undefined, selected: picture.selected };
  paintNodeBodies(pen, alone, palette, view);
  paintNodes(pen, alone, palette, view);
}

function foundIn({ nodes, edges }: Scene, id: string) {
  const [anyNodes, anyEdges]: [ReadonlyMap<string, PlacedNode>, ReadonlyMap<string, PlacedEdge>] = [nodes, edges];
  return { node: anyNodes.get(id), edge: anyEdges.get(id) };
}
