import type { Way } from "./find-way.ts";

interface Stretch {
  readonly edge: string;
  /** Index of its coordinate in the way. */
  readonly index: number;
  readonly on: number;
  readonly from: number;
  readonly to: number;
  /** Sorts stretches of one street so that few of them cross. */
  readonly rank: number;
}

const APART = 5;
const LEVEL_ROOM = 11;
const UPRIGHT_ROOM = 16;

/** Moves stretches that share a street side by side. First and last stretches stay on their ports. */
export function spreadLanes(
  ways: ReadonlyMap<string, Way>,
  ends: ReadonlyMap<string, { readonly fromX: number; readonly toX: number }>,
): Map<string, Way> {
  const moved = new Map([...ways].map(([edge, way]) => [edge, [...way]]));
  for (const upright of [true, false]) {
    const stretches = [...ways].flatMap(([edge, way]) => stretchesOf(edge, way, ends.get(edge), upright));
    for (const street of groupBy(stretches, (stretch) => Math.round(stretch.on))) {
      for (const crowd of crowds(street)) {
        const room = upright ? UPRIGHT_ROOM : LEVEL_ROOM;
        const apart = crowd.length > 1 ? Math.min(APART, room / (crowd.length - 1)) : 0;
        crowd.sort((a, b) => a.rank - b.rank || (a.edge < b.edge ? -1 : 1));
        crowd.forEach((stretch, place) => {
          const way = moved.get(stretch.edge);
          if (way !== undefined) way[stretch.index] = stretch.on + (place - (crowd.length - 1) / 2) * apart;
        });
      }
    }
  }
  return moved;
}

function stretchesOf(
  edge: string,
  way: Way,
  ends: { readonly fromX: number; readonly toX: number } | undefined,
  upright: boolean,
): Stretch[] {
  const found: Stretch[] = [];
  const whole = [ends?.fromX ?? 0, ...way, ends?.toX ?? 0];
  for (let index = 1; index < way.length - 1; index++) {
    if ((index % 2 === 1) !== upright) continue;
    const on = way[index] ?? 0;
    const from = whole[index] ?? 0;
    const to = whole[index + 2] ?? 0;
    // Downward: who starts higher keeps right. Upward: the other way round. Level stretches keep to the side they serve.
    const rank = upright ? (to > from ? -from : from) : beyond(way, index, -2, on) + beyond(way, index, 2, on);
    found.push({ edge, index, on, from: Math.min(from, to), to: Math.max(from, to), rank });
  }
  return found;
}

function beyond(way: Way, index: number, step: number, on: number): number {
  return Math.sign((way[index + step] ?? on) - on);
}

function groupBy(stretches: readonly Stretch[], key: (stretch: Stretch) => number): Stretch[][] {
  const groups = new Map<number, Stretch[]>();
  for (const stretch of stretches) {
    const held = groups.get(key(stretch));
    if (held === undefined) groups.set(key(stretch), [stretch]);
    else held.push(stretch);
  }
  return [...groups.values()];
}

/** Stretches that overlap, directly or through others. */
function crowds(street: readonly Stretch[]): Stretch[][] {
  const sorted = [...street].sort((a, b) => a.from - b.from || (a.edge < b.edge ? -1 : 1));
  const found: Stretch[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const stretch of sorted) {
    const last = found.at(-1);
    if (last !== undefined && stretch.from < reach) last.push(stretch);
    else found.push([stretch]);
    reach = Math.max(reach, stretch.to);
  }
  return found;
}
