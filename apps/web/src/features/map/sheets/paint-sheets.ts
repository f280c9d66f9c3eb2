import { fadeAt, fadeStep } from "../draw/fade.ts";
import { paintBoxes, paintEdges } from "../draw/paint-bodies.ts";
import { paintBoxGrounds, paintFarBorders } from "../draw/paint-boxes.ts";
import { paintLoops } from "../draw/paint-loops.ts";
import { paintNodeBodies } from "../draw/paint-node-bodies.ts";
import { paintStill } from "../draw/paint-still.ts";
import { paintPointed, paintStraight } from "../draw/paint-straight.ts";
import { paintHalos, paintUpperLines } from "../draw/paint-traffic.ts";
import type { Pen } from "../draw/pen.ts";
import type { LineWords } from "../label-memo.ts";
import type { PlacedEdge } from "../placed.ts";
import { isApart, nodesBehind } from "../scene.ts";
import type { Looks } from "./looks-as.ts";
import type { OnSheet } from "./sheet.ts";

/** Under the halos, or with them where they do not breathe. */
export function paintGround(pen: Pen, { scene, palette, focus, breathes }: Looks, on: OnSheet): void {
  paintBoxGrounds(pen, scene, palette);
  paintFarBorders(pen, scene, palette, on.zoom);
  if (!breathes) paintHalos(pen, scene, palette, undefined, { ...on, focus });
}

/** Lines, namespaces and nodes, without a word. */
export function paintBodies(pen: Pen, { scene, palette, focus, selected }: Looks, on: OnSheet): void {
  const view = { ...on, focus, selected };
  const apart = [...scene.edges.values()].filter((edge) => isApart(scene, edge));
  paintLoops(pen, scene, palette, view);
  paintStraight(pen, apart, palette, { ...view, fade: fadeAt(fadeStep(nodesBehind(scene))) });
  paintBoxes(pen, scene, palette, view);
  paintEdges(pen, scene, palette, view, (edge) => !isApart(scene, edge));
  paintNodeBodies(pen, scene, palette, view);
  paintUpperLines(pen, scene, palette, view);
}

/** All that is written and worn, and the line that was chosen. */
export function paintNames(pen: Pen, looks: Looks, words: LineWords, on: OnSheet): void {
  const { scene, palette, focus, selected, folds } = looks;
  const edges: ReadonlyMap<string, PlacedEdge> = scene.edges;
  const chosen = edges.get(selected ?? "");
  if (chosen !== undefined && isApart(scene, chosen)) {
    paintPointed(pen, chosen, palette, { zoom: on.zoom, isStop: false });
  }
  paintStill(pen, scene, words, palette, { ...on, focus, selected, folds });
}
