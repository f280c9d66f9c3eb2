import { paintCards } from "../cards/paint-cards.ts";
import { paintFeet } from "../cards/paint-feet.ts";
import type { LineWords } from "../label-memo.ts";
import type { Palette } from "../palette.ts";
import type { Scene } from "../placed.ts";
import type { Rect } from "../routes/shapes.ts";
import { paintBoxTitles } from "./paint-boxes.ts";
import { paintLabels } from "./paint-labels.ts";
import { paintLineMarks } from "./paint-line-marks.ts";
import { paintNodes } from "./paint-nodes.ts";
import type { Pen } from "./pen.ts";

export interface StillView {
  /** What of the map can be seen. */
  readonly shown: Rect;
  readonly zoom: number;
  readonly focus: ReadonlySet<string> | undefined;
  readonly selected: string | undefined;
  /** Can namespaces be folded? */
  readonly folds: boolean;
}

/** Names, rings, badges and labels. */
export function paintStill(pen: Pen, scene: Scene, { labels, marks }: LineWords, palette: Palette, view: StillView) {
  paintBoxTitles(pen, scene, palette, view);
  paintFeet(pen, scene, palette, view);
  paintNodes(pen, scene, palette, view);
  paintCards(pen, scene, palette, view);
  paintLineMarks(pen, marks, palette, view);
  paintLabels(pen, labels, palette, view);
}
