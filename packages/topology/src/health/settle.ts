/** How bad a value is. `1`: bad, yet of too few requests to call it so. */
export type Level = 0 | 1 | 2 | 3;

/** A verdict as it was left by the last look. `looks`: how many in a row stood on its other side, worse ones positive. */
export interface Held {
  readonly level: Level;
  readonly looks: number;
}

/** A value is clearly on the other side of a threshold when it still is with this margin taken off. */
export const clearMargin = 0.8;
export const looksToWorsen = 3;
/** At the usual pace all that the window holds has been looked at anew by then. */
export const looksToRecover = 12;

/** The level of a value, and of what is left of it, or would be of it, with the margin. `least ≤ plain ≤ most`. */
export interface Levels {
  readonly least: Level;
  readonly plain: Level;
  readonly most: Level;
}

/** `levelAt` judges the value times `scale`; its level must not fall when `scale` rises. */
export function levelsOf<Value, Bounds>(
  levelAt: (value: Value, bounds: Bounds, scale: number) => Level,
  value: Value,
  bounds: Bounds,
): Levels {
  const most = levelAt(value, bounds, 1 / clearMargin);
  if (most === 0) return lowest;
  return { least: levelAt(value, bounds, clearMargin), plain: levelAt(value, bounds, 1), most };
}

const lowest: Levels = { least: 0, plain: 0, most: 0 };

const well: Held = { level: 0, looks: 0 };

/**
 * A verdict once given is left when the value is clearly on the other side, or has been on it for some looks in a row:
 * fewer to get worse than to recover. Without a verdict before, the plain thresholds decide.
 */
export function settle(before: Held | undefined, { least, plain, most }: Levels): Held {
  if (plain === 0 && most === 0 && (before === undefined || before.level === 0)) return well;
  if (before === undefined) return { level: plain, looks: 0 };
  const level = before.level < least ? least : before.level > most ? most : before.level;
  if (level === plain) return heldAs(before, level, 0);
  const side = plain > level ? 1 : -1;
  const counted = level === before.level && Math.sign(before.looks) === side ? before.looks : 0;
  const looks = counted + side;
  const enough = looks >= looksToWorsen || looks <= -looksToRecover;
  return enough ? heldAs(before, plain, 0) : heldAs(before, level, looks);
}

/** The very same where it is: whatever was judged by it need not be judged again. */
function heldAs(before: Held, level: Level, looks: number): Held {
  return before.level === level && before.looks === looks ? before : { level, looks };
}
