/** What a clock on the wall showed, in ms, as if it were UTC: easy to reckon days and hours with. */
export type WallMs = number;
/** What is to be added to UTC at an instant (ms since epoch), ms. */
export type OffsetMs = (at: number) => number;

export interface InstantOfWall {
  /** Ms since epoch. */
  readonly at: number;
  /** The clocks were put back over this reading, and the first time is meant; or forward, and it never came. */
  readonly clocks?: "twice" | "skipped";
}

export const dayMs = 86_400_000;

/** When a clock showed this. */
export function instantOfWall(wall: WallMs, offsetMs: OffsetMs): InstantOfWall {
  // No zone lies a day away, so these are the offsets on either side of whatever the clocks did.
  const [before, after] = [wall - offsetMs(wall - dayMs), wall - offsetMs(wall + dayMs)];
  const isShown = (at: number) => at + offsetMs(at) === wall;
  const [isBefore, isAfter] = [isShown(before), isShown(after)];
  if (before !== after && isBefore && isAfter) return { at: Math.min(before, after), clocks: "twice" };
  if (isBefore) return { at: before };
  if (isAfter) return { at: after };
  return { at: Math.max(before, after), clocks: "skipped" };
}

export function wallOf(at: number, offsetMs: OffsetMs): WallMs {
  return at + offsetMs(at);
}

/** The midnight before, on the same wall. */
export function startOfDay(wall: WallMs): WallMs {
  return Math.floor(wall / dayMs) * dayMs;
}

/** The midnight a date begins with; `undefined` where there is no such date. `month`: 1 to 12. */
export function wallDate(year: number, month: number, day: number): WallMs | undefined {
  const wall = Date.UTC(year, month - 1, day);
  const date = new Date(wall);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? wall : undefined;
}
