import type { LatencySample, TrafficSample } from "@fyr/topology";
import { sampleIdentity } from "./sample-identity.ts";

/** One window's numbers, by place; NaN where a sample was absent. A later table has more places than an earlier one. */
export type Tile = Float32Array;

/** Samples without their numbers, each once, and the places where a tile has those. */
export interface HeldTable {
  /** Takes the samples of one window apart. */
  tileOf(samples: readonly TrafficSample[]): Tile;
  /** The mean of tiles of the same length: absent from one of them counts as nothing there. */
  meanOf(tiles: readonly Tile[]): TrafficSample[];
  /** Forgets samples no tile has; the tiles as they are then. */
  compacted(tiles: readonly Tile[]): { readonly table: HeldTable; readonly tiles: readonly Tile[] };
  /** Samples known. */
  size(): number;
}

interface Row {
  readonly sample: TrafficSample;
  readonly identity: string;
  readonly place: number;
  readonly width: number;
}

export function createHeldTable(known: readonly Omit<Row, "place">[] = []): HeldTable {
  const rows: Row[] = [];
  const byIdentity = new Map<string, Row>();
  let width = 0;
  const add = (row: Omit<Row, "place">): Row => {
    const placed = { ...row, place: width };
    width += row.width;
    rows.push(placed);
    byIdentity.set(row.identity, placed);
    return placed;
  };
  for (const row of known) add(row);

  function rowOf(sample: TrafficSample): Row {
    const identity = sampleIdentity(sample);
    return byIdentity.get(identity) ?? add({ sample, identity, width: widthOf(sample) });
  }

  return {
    size: () => rows.length,
    tileOf: (samples) => {
      const placed = samples.map((sample) => [rowOf(sample), sample] as const);
      const tile = new Float32Array(width).fill(Number.NaN);
      for (const [{ place }, sample] of placed) write(tile, place, sample);
      return tile;
    },
    meanOf: (tiles) => {
      const sums = sumOf(tiles, width);
      return rows.flatMap((row) => read(sums, row, tiles.length) ?? []);
    },
    compacted: (tiles) => {
      const written = writtenPlaces(tiles, width);
      const used = rows.filter(({ place, width: of }) => written.subarray(place, place + of).includes(1));
      const places = placesOf(used);
      return { table: createHeldTable(used), tiles: tiles.map((tile) => moved(tile, places)) };
    },
  };
}

/** Of a histogram: its bounds, then the sum and the count. */
function widthOf(sample: TrafficSample): number {
  return sample.kind === "latency" ? boundsOf(sample).length + 2 : 1;
}

function boundsOf({ histogram }: LatencySample): readonly number[] {
  return histogram?.bounds ?? [];
}

function write(tile: Tile, place: number, sample: TrafficSample): void {
  if (sample.kind !== "latency") {
    addTo(tile, place, sample.perSecond);
    return;
  }
  const { histogram, sumMsPerSecond, countPerSecond } = sample;
  const { length } = boundsOf(sample);
  histogram?.perSecond.forEach((perSecond, at) => {
    addTo(tile, place + at, perSecond);
  });
  if (sumMsPerSecond !== undefined) addTo(tile, place + length, sumMsPerSecond);
  if (countPerSecond !== undefined) addTo(tile, place + length + 1, countPerSecond);
}

function addTo(tile: Tile, place: number, value: number): void {
  const before = tile[place] ?? Number.NaN;
  tile[place] = Number.isNaN(before) ? value : before + value;
}

function sumOf(tiles: readonly Tile[], width: number): Float64Array {
  const sums = new Float64Array(width).fill(Number.NaN);
  for (const tile of tiles) {
    for (let place = 0; place < tile.length; place++) {
      const value = tile[place] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const sum = sums[place] ?? Number.NaN;
      sums[place] = Number.isNaN(sum) ? value : sum + value;
    }
  }
  return sums;
}

function read(sums: Float64Array, { sample, place }: Row, count: number): TrafficSample | undefined {
  const mean = (at: number) => {
    const sum = sums[place + at] ?? Number.NaN;
    return Number.isNaN(sum) ? undefined : sum / count;
  };
  if (sample.kind === "latency") return readLatency(sample, mean);
  const perSecond = mean(0);
  return perSecond === undefined ? undefined : { ...sample, perSecond };
}

function readLatency(
  { sumMsPerSecond: _, countPerSecond: __, histogram, ...sample }: LatencySample,
  mean: (at: number) => number | undefined,
): LatencySample | undefined {
  const { bounds } = histogram ?? { bounds: [] };
  const sumMsPerSecond = mean(bounds.length);
  const countPerSecond = mean(bounds.length + 1);
  if (mean(0) === undefined && countPerSecond === undefined) return undefined;
  return {
    ...sample,
    ...(histogram && { histogram: { bounds, perSecond: bounds.map((_bound, at) => mean(at) ?? 0) } }),
    ...(sumMsPerSecond !== undefined && { sumMsPerSecond }),
    ...(countPerSecond !== undefined && { countPerSecond }),
  };
}

/** 1 where any tile has a number. */
function writtenPlaces(tiles: readonly Tile[], width: number): Uint8Array {
  const written = new Uint8Array(width);
  for (const tile of tiles) {
    for (let place = 0; place < tile.length; place++) if (!Number.isNaN(tile[place])) written[place] = 1;
  }
  return written;
}

function placesOf(rows: readonly Row[]): readonly number[] {
  return rows.flatMap(({ place, width }) => Array.from({ length: width }, (_, at) => place + at));
}

/** What a tile has at these places, one after the other. */
function moved(tile: Tile, places: readonly number[]): Tile {
  const next = new Float32Array(places.length);
  for (let at = 0; at < places.length; at++) next[at] = tile[places[at] ?? 0] ?? Number.NaN;
  return next;
}
