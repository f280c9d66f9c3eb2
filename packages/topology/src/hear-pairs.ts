import { type CountedByWaypoints, countedByWaypoints, isWaypoint } from "./counted-by-waypoints.ts";
import { waypointsAmong } from "./find-waypoints.ts";
import { namedByWorkload } from "./named-by-workload.ts";
import type { Leg, Pair } from "./pair.ts";
import { passedThrough } from "./passed-through.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import type { SampleLineup } from "./placing.ts";
import { createPairReporters, hear } from "./reporters.ts";
import { sameSet } from "./same-value.ts";
import type { TrafficSample } from "./samples.ts";

export interface Heard {
  /** Who has reported on whom, in the order they were first heard of. */
  readonly pairs: readonly Pair[];
  /** Those Kubernetes names, and those that reports tell. */
  readonly waypoints: ReadonlySet<Place>;
  /** Those whose connections are told between caller and callee. */
  readonly passingGateways: ReadonlySet<Place>;
}

export function hearPairs(samples: readonly TrafficSample[], placer: Placer): Heard {
  return createHearing()({ items: samples }, placer);
}

/**
 * The same from look to look: samples of the same lineup, placed by the same placer, are of the pairs that those in the same
 * rows were of. A pair of which the very same samples come again is the very same.
 */
export function createHearing() {
  let before: HeardBefore | undefined;
  return (lineup: SampleLineup, placer: Placer): Heard => {
    const samples = lineup.items;
    const old = before?.lineup === lineup && before.placer === placer ? before : undefined;
    const { pairs, rows } = old === undefined ? hearAnew(samples, placer) : hearAgain(old, samples);
    const heard = tellLegs(pairs);
    before = { lineup, placer, samples, rows, pairs: heard.pairs };
    return heard;
  };
}

interface HeardPairs {
  readonly pairs: readonly Pair[];
  /** Of the pair that each sample is of. */
  readonly rows: Int32Array;
}

interface HeardBefore extends HeardPairs {
  readonly lineup: SampleLineup;
  readonly placer: Placer;
  readonly samples: readonly TrafficSample[];
}

function hearAnew(samples: readonly TrafficSample[], placer: Placer): HeardPairs {
  const pairs: OpenPair[] = [];
  const bySource: RowsBySource = [];
  const rows = new Int32Array(samples.length);
  samples.forEach((sample, at) => {
    const source = placer.source(sample.source, sample.destination);
    const target = placer.destination(sample.destination, sample.source);
    const row = rowOf(bySource, source, target, pairs.length);
    rows[at] = row;
    const pair = pairs[row] ?? openPair(source, target, []);
    pairs[row] = pair;
    hear(pair, sample);
    pair.samples.push(sample);
  });
  return { pairs, rows };
}

/** Only pairs of which another sample has come are made anew. */
function hearAgain({ pairs, rows, samples: before }: HeardBefore, samples: readonly TrafficSample[]): HeardPairs {
  const moved: (OpenPair | undefined)[] = new Array(pairs.length);
  for (let at = 0; at < samples.length; at++) {
    if (samples[at] === before[at]) continue;
    const row = rows[at] ?? -1;
    const pair = pairs[row];
    if (pair !== undefined) moved[row] ??= openPair(pair.source, pair.target, pair.samples.slice());
  }
  const heard = new Int32Array(pairs.length);
  samples.forEach((sample, at) => {
    const row = rows[at] ?? -1;
    const pair = moved[row];
    if (pair === undefined) return;
    const nth = heard[row] ?? 0;
    hear(pair, sample);
    pair.samples[nth] = sample;
    heard[row] = nth + 1;
  });
  return { pairs: pairs.map((pair, row) => moved[row] ?? pair), rows };
}

/** Of which samples are still to come. */
interface OpenPair extends Pair {
  readonly samples: TrafficSample[];
}

function openPair(source: Place, target: Place, samples: TrafficSample[]): OpenPair {
  return { source, target, samples, ...noLeg, ...createPairReporters() };
}

/** By the places' indices: cheaper than one key of both. */
type RowsBySource = Map<number, number>[];

/** `next`: the row of a pair nobody has spoken of before. */
function rowOf(bySource: RowsBySource, source: Place, target: Place, next: number): number {
  const byTarget = bySource[source.index] ?? new Map<number, number>();
  bySource[source.index] = byTarget;
  const row = byTarget.get(target.index) ?? next;
  byTarget.set(target.index, row);
  return row;
}

/** The pairs, with which of them are legs to waypoints and from them; these. */
function tellLegs(pairs: readonly Pair[]): Heard {
  const counted = countedByWaypoints(pairs);
  const waypoints = waypointsAmong(pairs, counted);
  const named = namedByWorkload(pairs);
  const through = passedThrough(pairs);
  const told = pairs.map((pair) => {
    const leg = legOf(pair, counted, waypoints);
    const isCovered = leg.isCovered || through.has(pair);
    return asLeg(pair, named.has(pair) || isCovered ? { ...leg, isNamedByOthers: named.has(pair), isCovered } : leg);
  });
  return { pairs: told, waypoints, passingGateways: new Set([...through].map(({ source }) => source)) };
}

function legOf({ source, target }: Pair, counted: CountedByWaypoints, waypoints: ReadonlySet<Place>): Leg {
  if (waypoints.size === 0) return noLeg;
  return {
    isNamedByOthers: false,
    isLeg: waypoints.has(source) || waypoints.has(target),
    // Of what ztunnels carry to a waypoint that Kubernetes does not name nobody knows what it is.
    isCovered: [source, target].some(isWaypoint) && (counted.users.has(source) || counted.users.has(target)),
    passedOn: passedOn(source, target, counted, waypoints),
  };
}

/** The very same pair where it was such a leg already. */
function asLeg(pair: Pair, leg: Leg): Pair {
  return isSameLeg(pair, leg) ? pair : { ...pair, ...leg };
}

export function isSameLeg(a: Leg, b: Leg): boolean {
  return (
    a.isNamedByOthers === b.isNamedByOthers &&
    a.isLeg === b.isLeg &&
    a.isCovered === b.isCovered &&
    sameSet(a.passedOn, b.passedOn)
  );
}

const nothing: ReadonlySet<string> = new Set();

const noLeg: Leg = { isNamedByOthers: false, isLeg: false, isCovered: false, passedOn: nothing };

function passedOn(
  source: Place,
  target: Place,
  { asked, answered }: CountedByWaypoints,
  waypoints: ReadonlySet<Place>,
): ReadonlySet<string> {
  if (waypoints.has(target)) return asked.get(source) ?? nothing;
  return (waypoints.has(source) ? answered.get(target) : undefined) ?? nothing;
}
