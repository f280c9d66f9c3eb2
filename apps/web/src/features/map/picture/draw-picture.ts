import { paintCards } from "../cards/paint-cards.ts";
import { paintFeet } from "../cards/paint-feet.ts";
import { paintBoxes, paintEdges } from "../draw/paint-bodies.ts";
import { paintBoxGrounds, paintBoxTitles } from "../draw/paint-boxes.ts";
import { paintLabels } from "../draw/paint-labels.ts";
import { paintLineMarks } from "../draw/paint-line-marks.ts";
import { paintLoops } from "../draw/paint-loops.ts";
import { paintNodeBodies } from "../draw/paint-node-bodies.ts";
import { paintNodes } from "../draw/paint-nodes.ts";
import { paintHalos, paintUpperLines } from "../draw/paint-traffic.ts";
import type { Pen } from "../draw/pen.ts";
import type { Framed } from "./framed.ts";

/** One layer of a picture, from below. */
export interface Layer {
  readonly name: string;
  readonly paint: (pen: Pen) => void;
}

/** All the map draws, whoever draws it on screen, in the same order. Nothing moves: dots are left out, halos stand still. */
export function layersOf({ scene, focus, selected, palette, words, viewport, shown }: Framed): readonly Layer[] {
  const view = { shown, zoom: viewport.zoom, focus, selected };
  return [
    { name: "grounds", paint: (pen) => paintBoxGrounds(pen, scene, palette) },
    { name: "halos", paint: (pen) => paintHalos(pen, scene, palette, undefined, view) },
    { name: "loops", paint: (pen) => paintLoops(pen, scene, palette, view) },
    { name: "namespaces", paint: (pen) => paintBoxes(pen, scene, palette, view) },
    { name: "edges", paint: (pen) => paintEdges(pen, scene, palette, view) },
    { name: "nodes", paint: (pen) => paintNodeBodies(pen, scene, palette, view) },
    { name: "upper-edges", paint: (pen) => paintUpperLines(pen, scene, palette, view) },
    { name: "namespace-names", paint: (pen) => paintBoxTitles(pen, scene, palette, { ...view, folds: false }) },
    { name: "hidden-rests", paint: (pen) => paintFeet(pen, scene, palette, view) },
    { name: "node-words", paint: (pen) => paintNodes(pen, scene, palette, view) },
    { name: "cards", paint: (pen) => paintCards(pen, scene, palette, view) },
    { name: "padlocks", paint: (pen) => paintLineMarks(pen, words.marks, palette, view) },
    { name: "labels", paint: (pen) => paintLabels(pen, words.labels, palette, view) },
  ];
}
