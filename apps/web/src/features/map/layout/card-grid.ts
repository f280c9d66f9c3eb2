import type { Point, Size } from "../routes/shapes.ts";

export interface GridItem extends Size {
  readonly id: string;
}

/** How many calls lead from one item to another. */
export interface Flow {
  readonly source: string;
  readonly target: string;
  readonly calls: number;
}

/** Between columns there is room for lines, between rows for a lane. px */
const COLUMN_GAP = 72;
const ROW_GAP = 30;
const LEVEL_ROUNDS = 60;
const SWEEPS = 12;

/**
 * Centres in columns of about the same height: callers left of what they call, as far as calls do not go round in
 * circles, and level with it. In a shape of about this width by height. The order of items and flows does not matter.
 */
export function gridPlaces(items: readonly GridItem[], flows: readonly Flow[], aspect: number): Map<string, Point> {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const known = new Set(sorted.map(({ id }) => id));
  const inner = flows
    .filter(({ source, target }) => source !== target && known.has(source) && known.has(target))
    .sort((a, b) => (`${a.source} ${a.target}` < `${b.source} ${b.target}` ? -1 : 1));
  const step = {
    x: Math.max(0, ...sorted.map(({ width }) => width)) + COLUMN_GAP,
    y: Math.max(0, ...sorted.map(({ height }) => height)) + ROW_GAP,
  };
  const rows = Math.max(1, Math.ceil(Math.sqrt((sorted.length * step.x) / (aspect * step.y))));
  const columns = inRows(columnsOf(sorted, levelsOf(sorted, inner), rows), inner);
  return new Map(
    columns.flatMap((column, x) =>
      column.map((id, y) => [id, { x: x * step.x, y: Math.round((y - (column.length - 1) / 2) * step.y) }] as const),
    ),
  );
}

/** One more than those who call it, one less than those it calls, on average of all calls. */
function levelsOf(items: readonly GridItem[], flows: readonly Flow[]): ReadonlyMap<string, number> {
  let levels = new Map(items.map(({ id }) => [id, 0]));
  for (let round = 0; round < LEVEL_ROUNDS; round++) {
    const pulls = new Map(items.map(({ id }) => [id, { sum: 0, weight: 0 }]));
    for (const { source, target, calls } of flows) {
      const from = pulls.get(source);
      const to = pulls.get(target);
      if (from === undefined || to === undefined) continue;
      from.sum += calls * ((levels.get(target) ?? 0) - 1);
      from.weight += calls;
      to.sum += calls * ((levels.get(source) ?? 0) + 1);
      to.weight += calls;
    }
    levels = new Map(
      [...pulls].map(([id, { sum, weight }]) => {
        const before = levels.get(id) ?? 0;
        return [id, weight === 0 ? before : (before + sum / weight) / 2];
      }),
    );
  }
  return levels;
}

/** By level from left to right, each full before the next begins; the last ones share what is left. */
function columnsOf(items: readonly GridItem[], levels: ReadonlyMap<string, number>, rows: number): string[][] {
  const level = (id: string) => Math.round((levels.get(id) ?? 0) * 1e6);
  const order = items.map(({ id }) => id).sort((a, b) => level(a) - level(b) || (a < b ? -1 : 1));
  const count = Math.ceil(order.length / rows);
  return Array.from({ length: count }, (_, column) =>
    order.slice(Math.round((column * order.length) / count), Math.round(((column + 1) * order.length) / count)),
  );
}

/** Every column in the order of what its items talk to, swept to and fro until it settles. */
function inRows(columns: readonly string[][], flows: readonly Flow[]): string[][] {
  const near = neighboursOf(flows);
  const height = new Map(columns.flatMap((column) => heightsIn(column)));
  let swept = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    swept = swept.map((column) => {
      const wish = new Map(column.map((id) => [id, meanHeight(near.get(id) ?? [], height) ?? height.get(id) ?? 0]));
      const sorted = column.toSorted((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (a < b ? -1 : 1));
      for (const [id, at] of heightsIn(sorted)) height.set(id, at);
      return sorted;
    });
  }
  return swept;
}

function heightsIn(column: readonly string[]): [string, number][] {
  return column.map((id, index) => [id, index - (column.length - 1) / 2]);
}

type Neighbour = readonly [id: string, calls: number];

function neighboursOf(flows: readonly Flow[]): ReadonlyMap<string, readonly Neighbour[]> {
  const near = new Map<string, Neighbour[]>();
  const join = (from: string, to: string, calls: number) => {
    const held = near.get(from);
    if (held === undefined) near.set(from, [[to, calls]]);
    else held.push([to, calls]);
  };
  for (const { source, target, calls } of flows) {
    join(source, target, calls);
    join(target, source, calls);
  }
  return near;
}

function meanHeight(near: readonly Neighbour[], height: ReadonlyMap<string, number>): number | undefined {
  const weight = near.reduce((sum, [, calls]) => sum + calls, 0);
  return weight === 0 ? undefined : near.reduce((sum, [id, calls]) => sum + (height.get(id) ?? 0) * calls, 0) / weight;
}
