import type { Protocol } from "@fyr/contract";
import type { EdgeTally } from "./edge-tally.ts";
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
  /** The edges between the two themselves, by protocol. */
  readonly edges: { [protocol in Protocol]?: EdgeTally };
}

/** The pair behind each sample; undefined for a leg that a waypoint's own report covers. */
export function hearPairs(samples: readonly TrafficSample[], placer: Placer): (Pair | undefined)[] {
  const bySource: PairsBySource = [];
  const heard = samples.map((sample) => {
    const pair = pairOf(bySource, sample, placer);
    hear(pair, sample);
    return pair;
  });
  const pairs = bySource.flatMap((byTarget) => [...byTarget.values()]);
  const waypoints = waypointsAmong(pairs);
  const covered = new Set<Pair>();
  const users = waypointUsers(pairs);
  for (const pair of pairs) {
    const { source, target } = pair;
    const isKnownLeg = source.kind === "waypoint" || target.kind === "waypoint";
    pair.isLeg = isKnownLeg || waypoints.has(source) || waypoints.has(target);
    if (isKnownLeg && (users.has(source) || users.has(target))) covered.add(pair);
  }
  if (covered.size === 0) return heard;
  return heard.map((pair, at) => (samples[at]?.protocol === "tcp" && covered.has(pair) ? undefined : pair));
}

/** By the places' indices: cheaper than one key of both. */
type PairsBySource = Map<number, Pair>[];

function pairOf(pairs: PairsBySource, sample: TrafficSample, placer: Placer): Pair {
  const source = placer.source(sample.source, sample.destination);
  const target = placer.destination(sample.destination, sample.source);
  const byTarget = pairs[source.index] ?? new Map<number, Pair>();
  const known = byTarget.get(target.index);
  if (known !== undefined) return known;
  const pair: Pair = { source, target, isLeg: false, edges: {}, ...createPairReporters() };
  pairs[source.index] = byTarget.set(target.index, pair);
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
