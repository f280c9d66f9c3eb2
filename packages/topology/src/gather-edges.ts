import type { Protocol } from "@fyr/contract";
import { countSample, countSecurity, createEdgeTally, type EdgeTally, isIdle } from "./edge-tally.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { chosenReporter, type PairReporters } from "./reporters.ts";
import type { Party, TrafficSample } from "./samples.ts";

/** More places than any mesh has, so that two indices make one number. */
const pairStride = 2 ** 24;

const layers = { http: 0, grpc: 1, tcp: 2 } as const satisfies Record<Protocol, number>;

/** How the ends of samples are placed: `pair` by workload, where reporters are chosen; `shown` at the grain asked for. */
export interface Placers {
  readonly pair: Placer;
  readonly shown: Placer;
}

/** Every edge with traffic in the window, counted from one reporter per pair of workloads and layer. */
export function gatherEdges(samples: readonly TrafficSample[], placers: Placers): EdgeTally[] {
  const pairs = hearPairs(samples, placers);
  const edges = new Map<number, EdgeTally>();
  samples.forEach((sample, at) => {
    const pair = pairs[at];
    if (pair === undefined) return;
    const { protocol } = sample;
    const tally = edgeOfSample(edges, sample, placers.shown);
    countSecurity(tally, sample);
    if (chosenReporter(pair, protocol) === sample.reporter) countSample(tally, sample);
  });
  return [...edges.values()].filter((tally) => !isIdle(tally));
}

/** The pair behind each sample; undefined for a leg that a waypoint's own report covers. */
function hearPairs(samples: readonly TrafficSample[], placers: Placers): (PairReporters | undefined)[] {
  const pairs = new Map<number, PairReporters>();
  const waypointUsers = new Set<Place>();
  const ends: [PairReporters, Place, Place][] = samples.map((sample) => {
    const source = placers.pair.source(sample.source, sample.destination);
    const target = placers.pair.destination(sample.destination, sample.source);
    const key = source.index * pairStride + target.index;
    const pair = pairs.get(key) ?? { requests: new Set(), connections: new Set() };
    pairs.set(key, pair);
    hear(pair, sample);
    if (sample.kind === "requests" && sample.reporter === "waypoint") waypointUsers.add(source).add(target);
    return [pair, source, target];
  });
  return ends.map(([pair, source, target], at) => {
    const leg = samples[at]?.protocol === "tcp" && (source.kind === "waypoint" || target.kind === "waypoint");
    return leg && (waypointUsers.has(source) || waypointUsers.has(target)) ? undefined : pair;
  });
}

function hear(pair: PairReporters, sample: TrafficSample): void {
  if (sample.kind === "latency" || sample.kind === "messages" || sample.perSecond <= 0) return;
  (sample.kind === "requests" ? pair.requests : pair.connections).add(sample.reporter);
}

function edgeOfSample(edges: Map<number, EdgeTally>, sample: TrafficSample, placer: Placer): EdgeTally {
  const source = placer.source(sample.source, sample.destination);
  const target = placer.destination(sample.destination, sample.source);
  const key = (source.index * pairStride + target.index) * 4 + layers[sample.protocol];
  const known = edges.get(key);
  if (known !== undefined) return known;
  const tally = createEdgeTally(source, target, sample.protocol);
  edges.set(key, tally);
  return tally;
}

/** Every party behind each place, at the grain shown. */
export function gatherParties(edges: readonly EdgeTally[], placer: Placer): Map<Place, Set<Party>> {
  const parties = new Map<Place, Set<Party>>();
  const add = (place: Place, party: Party) => parties.set(place, (parties.get(place) ?? new Set()).add(party));
  for (const edge of edges) {
    for (const { source, destination } of [...edge.keys.values()].flat()) {
      add(placer.source(source, destination), source);
      add(placer.destination(destination, source), destination);
    }
  }
  return parties;
}
