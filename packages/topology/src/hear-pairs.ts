import { pairKeyOf } from "./edge-key.ts";
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
}

/** The pair behind each sample; undefined for a leg that a waypoint's own report covers. */
export function hearPairs(samples: readonly TrafficSample[], placer: Placer): (Pair | undefined)[] {
  const pairs = new Map<number, Pair>();
  const heard = samples.map((sample) => {
    const pair = pairOf(pairs, sample, placer);
    hear(pair, sample);
    return pair;
  });
  const waypoints = waypointsAmong([...pairs.values()]);
  const covered = new Set<Pair>();
  const users = waypointUsers(pairs.values());
  for (const pair of pairs.values()) {
    const { source, target } = pair;
    const isKnownLeg = source.kind === "waypoint" || target.kind === "waypoint";
    pair.isLeg = isKnownLeg || waypoints.has(source) || waypoints.has(target);
    if (isKnownLeg && (users.has(source) || users.has(target))) covered.add(pair);
  }
  return heard.map((pair, at) => (samples[at]?.protocol === "tcp" && covered.has(pair) ? undefined : pair));
}

function pairOf(pairs: Map<number, Pair>, sample: TrafficSample, placer: Placer): Pair {
  const source = placer.source(sample.source, sample.destination);
  const target = placer.destination(sample.destination, sample.source);
  const key = pairKeyOf(source, target);
  const known = pairs.get(key);
  if (known !== undefined) return known;
  const pair = { source, target, isLeg: false, ...createPairReporters() };
  pairs.set(key, pair);
  return pair;
}

/** Whoever's requests a waypoint has counted, at either end. */
function waypointUsers(pairs: Iterable<Pair>): Set<Place> {
  const users = new Set<Place>();
  for (const { requests, source, target } of pairs) if (requests.has("waypoint")) users.add(source).add(target);
  return users;
}

/**
 * Where Kubernetes was not asked: what ztunnels see between two workloads whose requests a waypoint counts, with legs
 * from the one and to the other, is that waypoint.
 */
function waypointsAmong(pairs: readonly Pair[]): Set<Place> {
  const spokenFor = pairs.filter(({ requests }) => requests.has("waypoint"));
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
