import {
  type CountedByWaypoints,
  countedByWaypoints,
  isCountedByWaypoint,
  isWaypoint,
} from "./counted-by-waypoints.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { createPairReporters, hear, type PairReporters } from "./reporters.ts";
import type { TrafficSample } from "./samples.ts";

/** Two workloads with traffic from one to the other. */
export interface Pair extends PairReporters {
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
  const pairs: Pair[] = [];
  const bySource: PairsBySource = [];
  for (const sample of samples) {
    const pair = pairOf(bySource, pairs, sample, placer);
    hear(pair, sample);
    pair.samples.push(sample);
  }
  const waypoints = waypointsAmong(pairs);
  const counted = countedByWaypoints(pairs);
  for (const pair of pairs) {
    const { source, target } = pair;
    const isKnownLeg = isWaypoint(source) || isWaypoint(target);
    pair.isLeg = isKnownLeg || waypoints.has(source) || waypoints.has(target);
    pair.isCovered = isKnownLeg && (counted.users.has(source) || counted.users.has(target));
    pair.passedOn = passedOn(pair, counted);
  }
  return pairs;
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
