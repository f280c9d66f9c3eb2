import { type PlacedLabel, placeLabels } from "./label-places.ts";
import type { Measure } from "./label-size.ts";
import { type LineMark, placeLineMarks } from "./line-marks.ts";
import type { Scene } from "./scene.ts";
import type { Sight } from "./sight.ts";

/** Nobody can tell a padlock from a dot farther out than this. */
const LEAST_MARK_ZOOM = 0.4;
const ZOOM_STEP = 1.06;

/** What stands at lines. */
export interface LineWords {
  readonly labels: readonly PlacedLabel[];
  readonly marks: readonly LineMark[];
}

/** Places anew for another scene, font or sight, or at least 6 % more or less zoom, not for every frame. */
export function createLabelMemo() {
  let held: (LineWords & { scene: Scene; zoom: number; font: string; sight: Sight | undefined }) | undefined;
  return (scene: Scene, exactZoom: number, font: string, sight?: Sight): LineWords => {
    const zoom = ZOOM_STEP ** Math.round(Math.log(exactZoom) / Math.log(ZOOM_STEP));
    if (held?.scene !== scene || held.zoom !== zoom || held.font !== font || held.sight !== sight) {
      const marks = zoom < LEAST_MARK_ZOOM ? [] : placeLineMarks(scene);
      const same = held?.scene.lines === scene.lines && held.zoom === zoom && held.font === font;
      const known = { marks: marks.map(({ at }) => at), before: same ? (held?.labels ?? []) : [], sight };
      held = { scene, zoom, font, sight, marks, labels: placeLabels(scene, zoom, measureWith(font), known) };
    }
    return held;
  };
}

function measureWith(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, bold) => {
    if (context === null) return text.length * 6;
    context.font = `${bold ? 600 : 400} ${bold ? 12 : 11}px ${font}`;
    return context.measureText(text).width;
  };
}
