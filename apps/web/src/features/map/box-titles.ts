import type { Measure } from "./label-size.ts";
import type { PlacedBox } from "./placed.ts";
import type { Rect } from "./routes/shapes.ts";

export interface BoxTitle {
  readonly words: string;
  /** Font size, map units. */
  readonly size: number;
  /** The most it may take, map units. */
  readonly room: number;
  /** Where its first letter stands on its line. */
  readonly left: number;
  readonly baseline: number;
}

/** Not smaller than this on screen, px. */
const LEAST_SIZE = 9;
const SIZE = 11;
/** Of the height of its box. */
const MOST_HEIGHT = 0.4;
/** Width of a letter by its height. */
const LETTER = 0.62;
const COUNT_SIZE = 10.5;
const INSET = 10;
/** Narrower boxes name no number. */
const COUNT_ROOM = 150;

/** Far away the name of a namespace grows as far as its box is wide, so that the map can still be read. */
export function titleOf({ element, rect }: PlacedBox, zoom: number): BoxTitle {
  const room = (rect.right - rect.left - 2 * INSET) / (LETTER * element.name.length);
  const most = Math.max(SIZE, Math.min(room, MOST_HEIGHT * (rect.bottom - rect.top)));
  const size = Math.min(most, Math.max(SIZE, LEAST_SIZE / zoom));
  return {
    words: element.name,
    size,
    room: rect.right - rect.left - 2 * INSET,
    left: rect.left + INSET,
    baseline: rect.top + 5 + size * 0.9,
  };
}

/**
 * "6 workloads · waypoint · fold" at the right end, as much of it as there is room for; `width` in map units. `folds`:
 * a press on it folds the box, as none does on a wall or on paper.
 */
export function countOf(box: PlacedBox, zoom: number, width: (words: string, size: number) => number, folds = true) {
  const { element, rect } = box;
  const title = titleOf(box, zoom);
  if (title.size > SIZE + 1 || title.room < COUNT_ROOM) return undefined;
  const count = `${element.workloads} ${element.workloads === 1 ? "workload" : "workloads"}`;
  const fold = folds ? ["fold"] : [];
  const short = [count, ...fold].join(" · ");
  const long = element.ambient === undefined ? short : [count, element.ambient, ...fold].join(" · ");
  const left = title.room - width(title.words, title.size) - 2 * INSET;
  const words = width(long, COUNT_SIZE) <= left ? long : short;
  const wide = width(words, COUNT_SIZE);
  return { words, size: COUNT_SIZE, left: rect.right - INSET - wide, baseline: title.baseline, room: wide };
}

/** What the words on a box cover at this zoom. */
export function titleRects(box: PlacedBox, zoom: number, measure: Measure): Rect[] {
  const title = titleOf(box, zoom);
  const count = countOf(box, zoom, (words, size) => (measure(words, false) * size) / 11);
  const wide = Math.min(title.room, (measure(title.words, true) * title.size) / 12);
  return [{ ...title, room: wide }, ...(count === undefined ? [] : [count])].map(({ left, room, size, baseline }) => ({
    left: left - 3,
    right: left + room + 3,
    top: baseline - size,
    bottom: baseline + 0.3 * size,
  }));
}

/** Where the name and the count of a box stand. */
export function titlesOf(box: PlacedBox): Rect[] {
  const { left, right, top } = box.rect;
  const name = {
    left: left + 6,
    right: Math.min(right, left + 18 + box.element.name.length * 6.6),
    top: top + 3,
    bottom: top + 21,
  };
  const narrow = right - left < 180;
  return narrow ? [name] : [name, { left: right - 116, right: right - 4, top: top + 3, bottom: top + 21 }];
}
