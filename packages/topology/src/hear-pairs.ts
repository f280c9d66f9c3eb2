import {
  type CountedByWaypoints,
  countedByWaypoints,
  isCountedByWaypoint,
  isWaypoint,
} from "./counted-by-waypoints.ts";
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
  /** Of a leg, hosts whose requests the waypoint itself has counted: those of proxies before or behind it are the same. */
  passedOn: ReadonlySet<string>;
  /** What was reported of it, in the order it came. */
  readonly samples: TrafficSample[];
}

/** Who has reported on whom, in the order they were first heard of. */
export function hearPairs(samples: readonly TrafficSample[], placer: Placer): Pair[] {
  return createHearing()(samples, placer, undefined);
}

/**
 * The same from look to look: samples that stand where samples of the same parties stood in the look before are of one
 * pair where those were. `inventory`: what parties are placed by; of another one nothing is known.
 */
export function createHearing() {
  let before: Heard | undefined;
  return (samples: readonly TrafficSample[], placer: Placer, inventory: InventoryIndex | undefined): Pair[] => {
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
    tellLegs(pairs);
    return pairs;
  };
}

interface Heard {
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

function tellLegs(pairs: readonly Pair[]): void {
  const waypoints = waypointsAmong(pairs);
  const counted = countedByWaypoints(pairs);
  for (const pair of pairs) {
    const { source, target } = pair;
    const isKnownLeg = isWaypoint(source) || isWaypoint(target);
    pair.isLeg = isKnownLeg || waypoints.has(source) || waypoints.has(target);
    pair.isCovered = isKnownLeg && (counted.users.has(source) || counted.users.has(target));
    pair.passedOn = passedOn(pair, counted);
  }
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

function passedOn({ source, target }: Pair, { asked, answered }: CountedByWaypoints): ReadonlySet<string> {
  if (isWaypoint(target)) return asked.get(source) ?? nothing;
  return (isWaypoint(source) ? answered.get(target) : undefined) ?? nothing;
}

/**
 * Where Kubernetes was not asked: what ztunnels see between two workloads whose traffic a waypoint counts, with legs
 * from the one and to the other, is that waypoint.
 */
function waypointsAmong(pairs: readonly Pair[]): Set<Place> {
  const spokenFor = pairs.filter(isCountedByWaypoint);
  if (spokenFor.length === 0) return new Set();
  const legs = pairs.filter(({ requests, ztunnels }) => ztunnels.size > 0 && requests.size === 0);
  const into = Map.groupBy(legs, ({ source }) => source);
  const outOf = Map.groupBy(legs, ({ target }) => target);
  const found = new Set<Place>();
  for (const { source, target } of spokenFor) {
    const entered = new Set((into.get(source) ?? []).map((leg) => leg.target));
    for (const { source: left } of outOf.get(target) ?? []) if (entered.has(left)) found.add(left);
  }
  return found;
}
