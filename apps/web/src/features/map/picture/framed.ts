import type { Viewport } from "../../../view/view-state.ts";
import { rectsOf } from "../camera.ts";
import { createLabelMemo, type LineWords } from "../label-memo.ts";
import type { Picture } from "../on-screen.ts";
import type { Overview } from "../overview.ts";
import { grow, type Rect, rectOf } from "../routes/shapes.ts";

/** What is on screen, as the map hands it out. */
export interface MapPicture extends Omit<Picture, "taken" | "pointed" | "carried" | "folds">, Overview {
  readonly words: LineWords;
}

/** What is to be drawn and from where: `size` px at a scale of 1, of which `shown` is the part in map units. */
export interface Framed extends MapPicture {
  readonly shown: Rect;
}

const MARGIN = 24;

/** What is seen, to the edges of the map. */
export function framedAsSeen(picture: MapPicture): Framed {
  const { viewport, size } = picture;
  const [left, top] = [-viewport.x / viewport.zoom, -viewport.y / viewport.zoom];
  const shown = { left, top, right: left + size.width / viewport.zoom, bottom: top + size.height / viewport.zoom };
  return { ...picture, shown };
}

/** The whole map near enough to read, with the words that stand at this distance. Undefined: there is nothing. */
export function framedWhole(picture: MapPicture): Framed | undefined {
  const words = createLabelMemo()(picture.scene, 1, picture.palette.font);
  const whole = rectOf([...rectsOf(picture.scene), ...words.labels.map(({ rect }) => rect)]);
  if (whole === undefined) return undefined;
  const shown = grow(whole, MARGIN);
  const viewport: Viewport = { zoom: 1, x: -shown.left, y: -shown.top };
  const size = { width: Math.ceil(shown.right - shown.left), height: Math.ceil(shown.bottom - shown.top) };
  return { ...picture, words, viewport, size, shown };
}
