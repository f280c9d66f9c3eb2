import { type PlacedLabel, placeLabels } from "./label-places.ts";
import type { Measure } from "./label-size.ts";
import { type LineMark, placeLineMarks } from "./line-marks.ts";
import type { Scene } from "./placed.ts";
import { rectAround } from "./routes/shapes.ts";
import { isLarge } from "./scene.ts";
import type { Sight } from "./sight.ts";

/** Nobody can tell a padlock from a dot farther out than this. */
const LEAST_MARK_ZOOM = 0.4;
const ZOOM_STEP = 1.06;

/** What stands at lines. */
export interface LineWords {
  readonly labels: readonly PlacedLabel[];
  readonly marks: readonly LineMark[];
}

/**
 * Places anew for another scene, font or sight, or at least 6 % more or less zoom, not for every frame. `isMoving`: the
 * map; in a large mesh that waits until it stands still, for it takes longer than a frame.
 */
export function createLabelMemo() {
  let held: (LineWords & { scene: Scene; zoom: number; font: string; sight: Sight | undefined }) | undefined;
  return (scene: Scene, exactZoom: number, font: string, sight?: Sight, isMoving = false): LineWords => {
    const zoom = ZOOM_STEP ** Math.round(Math.log(exactZoom) / Math.log(ZOOM_STEP));
    if (isLarge(scene.nodes.size)) {
      if (sight === undefined) return nothing;
      const isSame = held?.scene.lines === scene.lines && held.font === font;
      if (isMoving) return held !== undefined && isSame ? asLarge(held, zoom) : nothing;
    }
    if (held?.scene !== scene || held.zoom !== zoom || held.font !== font || held.sight !== sight) {
      const marks = zoom < LEAST_MARK_ZOOM ? [] : placeLineMarks(scene);
      const same = held?.scene.lines === scene.lines && held.zoom === zoom && held.font === font;
      const known = { marks: marks.map(({ at }) => at), before: same ? (held?.labels ?? []) : [], sight };
      held = { scene, zoom, font, sight, marks, labels: placeLabels(scene, zoom, measureWith(font), known) };
    }
    return held;
  };
}

const nothing: LineWords = { labels: [], marks: [] };

/** Where they are, at the size they have on screen at this zoom. */
function asLarge({ labels, marks, zoom: before }: LineWords & { readonly zoom: number }, zoom: number): LineWords {
  if (before === zoom) return { labels, marks };
  const resized = labels.map((placed): PlacedLabel => {
    if (placed.label.tone === "plain") return placed;
    const { left, right, top, bottom } = placed.rect;
    const scale = Math.max(1, 1 / zoom);
    const size = { width: (right - left) * (scale / placed.scale), height: (bottom - top) * (scale / placed.scale) };
    return { ...placed, scale, rect: rectAround({ x: (left + right) / 2, y: (top + bottom) / 2 }, size) };
  });
  return { labels: resized, marks };
}

function measureWith(font: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  return (text, bold) => {
    if (context === null) return text.length * 6;
    context.font = `${bold ? 600 : 400} ${bold ? 12 : 11}px ${font}`;
    return context.measureText(text).width;
  };
}
