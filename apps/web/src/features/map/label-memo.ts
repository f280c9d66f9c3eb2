import { type Measure, type PlacedLabel, placeLabels } from "./label-places.ts";
import type { Scene } from "./scene.ts";

const ZOOM_STEP = 1.06;

/** Places labels anew for another scene, another font or at least 6 % more or less zoom, not for every frame. */
export function createLabelMemo() {
  let held: { scene: Scene; zoom: number; font: string; labels: PlacedLabel[] } | undefined;
  return (scene: Scene, exactZoom: number, font: string): readonly PlacedLabel[] => {
    const zoom = ZOOM_STEP ** Math.round(Math.log(exactZoom) / Math.log(ZOOM_STEP));
    if (held?.scene !== scene || held.zoom !== zoom || held.font !== font) {
      held = { scene, zoom, font, labels: placeLabels(scene, zoom, measureWith(font)) };
    }
    return held.labels;
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
