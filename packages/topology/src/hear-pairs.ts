import { type CountedByWaypoints, countedByWaypoints, isWaypoint } from "./counted-by-waypoints.ts";
import { waypointsAmong } from "./find-waypoints.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { createPairReporters, hear, type PairReporters } from "./reporters.ts";
import type { TrafficSample } from "./samples.ts";

/** Two workloads with traffic from one to the other. */
export interface Pair extends PairReporters {
  /** Its place among all of them. */
  readonly row: number;
  readonly source: Place;
  readonly target: Place;
  /** One of the two is a waypoint: what a ztunnel counted here is a leg of somebody else's traffic. */
  isLeg: boolean;
  /** A leg that a waypoint's own report covers: its connections are nobody's. */
  isCovered: boolean;
  /** Of a leg, what the waypoint itself has counted (see `callOf`): what proxies before or behind it tell of that is the same. */
  passedOn: ReadonlySet<string>;
  /** What was reported of it, in the order it came. */
  readonly samples: TrafficSample[];
}

export interface Heard {
  /** Who has reported on whom, in the order they were first heard of. */
  readonly pairs: readonly Pair[];
  /** Those Kubernetes names, and those that reports tell. */
  readonly waypoints: ReadonlySet<Place>;
}

export function hearPairs(samples: readonly TrafficSample[], placer: Placer): Heard {
  return createHearing()(samples, placer, undefined);
}

/**
 * The same from look to look: samples that stand where samples of the same parties stood in the look before are of one
 * pair where those were. `inventory`: what parties are placed by; of another one nothing is known.
 */
export function createHearing() {
  let before: HeardBefore | undefined;
  return (samples: readonly TrafficSample[], placer: Placer, inventory: InventoryIndex | undefined): Heard => {
    const old = before !== undefined && before.inventory === inventory ? before : undefined;
    const pairs: Pair[] = [];
    const bySource: PairsBySource = [];
    // By the row each had in the look before.
    const again: Pair[] = [];
    const rows = new Int32Array(samples.length);
    samples.forEach((sample, at) => {
      const row = areSameParties(old?.samples[at], sample) ? old?.rows[at] : undefined;
      const pair = (row === undefined ? undefined : again[row]) ?? pairOf(bySource, pairs, sample, placer);
      if (row !== undefined) again[row] = pair;
      rows[at] = pair.row;
      hear(pair, sample);
      pair.samples.push(sample);
    });
    before = { inventory, samples, rows };
    return { pairs, waypoints: tellLegs(pairs) };
  };
}

interface HeardBefore {
  readonly inventory: InventoryIndex | undefined;
  readonly samples: readonly TrafficSample[];
  /** Of the pair that each sample is of. */
  readonly rows: Int32Array;
}

/** Where a party that names no cluster belongs is told by all samples, so that it may be elsewhere now. */
function areSameParties(before: TrafficSample | undefined, { source, destination }: TrafficSample): boolean {
  return (
    before?.source === source &&
    before.destination === destination &&
    source.cluster !== undefined &&
    destination.cluster !== undefined
  );
}

/** Which pairs are legs to waypoints and from them; these. */
function tellLegs(pairs: readonly Pair[]): ReadonlySet<Place> {
  const counted = countedByWaypoints(pairs);
  const waypoints = waypointsAmong(pairs, counted);
  if (waypoints.size === 0) return waypoints;
  for (const pair of pairs) {
    const { source, target } = pair;
    pair.isLeg = waypoints.has(source) || waypoints.has(target);
    // Of what ztunnels carry to a waypoint that Kubernetes does not name nobody knows what it is.
    pair.isCovered = [source, target].some(isWaypoint) && (counted.users.has(source) || counted.users.has(target));
    pair.passedOn = passedOn(pair, counted, waypoints);
  }
  return waypoints;
}

/** By the places' indices: cheaper than one key of both. */
type PairsBySource = Map<number, Pair>[];

function pairOf(bySource: PairsBySource, pairs: Pair[], sample: TrafficSample, placer: Placer): Pair {
  const source = placer.source(sample.source, sample.destination);
  const target = placer.destination(sample.destination, sample.source);
  const byTarget = bySource[source.index] ?? new Map<number, Pair>();
  const known = byTarget.get(target.index);
  if (known !== undefined) return known;
  const pair: Pair = {
    row: pairs.length,
    source,
    target,
    isLeg: false,
    isCovered: false,
    passedOn: nothing,
    samples: [],
    ...createPairReporters(),
  };
  bySource[source.index] = byTarget.set(target.index, pair);
  pairs.push(pair);
  return pair;
}

const nothing: ReadonlySet<string> = new Set();

function passedOn(
  { source, target }: Pair,
  { asked, answered }: CountedByWaypoints,
  waypoints: ReadonlySet<Place>,
): ReadonlySet<string> {
  if (waypoints.has(target)) return asked.get(source) ?? nothing;
  return (waypoints.has(source) ? answered.get(target) : undefined) ?? nothing;
}
