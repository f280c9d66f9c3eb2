import type { Protocol } from "@fyr/contract";
import { isPassedOn } from "./counted-by-waypoints.ts";
import { edgeKeyOf } from "./edge-key.ts";
import { countSample, countSecurity, createEdgeTally, type EdgeTally, isIdle } from "./edge-tally.ts";
import { hearPairs, type Pair } from "./hear-pairs.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { isByZtunnel, isChosen } from "./reporters.ts";
import type { Party, TrafficSample } from "./samples.ts";

/** How the ends of samples are placed: `pair` by workload, where reporters are chosen; `shown` at the grain asked for. */
export interface Placers {
  readonly pair: Placer;
  readonly shown: Placer;
}

/**
 * Every edge with traffic in the window, counted from one reporter per pair of workloads and layer. With `serviceNodes`
 * traffic that called a service is two edges, to the service and on from it.
 */
export function gatherEdges(
  samples: readonly TrafficSample[],
  { pair: pairPlacer, shown }: Placers,
  serviceNodes = false,
): EdgeTally[] {
  const edges: Edges = new Map();
  for (const pair of hearPairs(samples, pairPlacer)) {
    countPair(pair, (sample) => {
      const service = serviceNodes && !pair.isLeg ? shown.service(sample.destination, sample.source) : undefined;
      return edgesOfSample(edges, sample, shown, service);
    });
  }
  for (const tally of edges.values()) lookBelow(tally, edges.get(edgeKeyOf(tally.source, tally.target, "tcp")));
  return [...edges.values()].filter((tally) => !isIdle(tally));
}

/** The same where edges are those of the pairs: each is counted by itself. */
export function edgesOfPair(pair: Pair): EdgeTally[] {
  const edges: { [protocol in Protocol]?: EdgeTally } = {};
  const only: EdgeTally[] = [];
  countPair(pair, ({ protocol }) => {
    only[0] = edges[protocol] ?? createEdgeTally(pair.source, pair.target, protocol);
    edges[protocol] = only[0];
    return only;
  });
  const tallies = Object.values(edges);
  for (const tally of tallies) lookBelow(tally, edges.tcp);
  return tallies.filter((tally) => !isIdle(tally));
}

/** `edgesOf`: where a sample is counted. */
function countPair(pair: Pair, edgesOf: (sample: TrafficSample) => readonly EdgeTally[]): void {
  for (const sample of pair.samples) {
    if (isPassedOn(pair, sample)) continue;
    const isCounted = isChosen(pair, sample);
    for (const tally of edgesOf(sample)) {
      countSecurity(tally, sample);
      if (!isCounted) continue;
      countSample(tally, sample);
      tally.l4Only = isByZtunnel(sample) && !pair.isLeg && tally.l4Only !== false;
    }
  }
}

/** Where no proxy of the requests can tell of encryption, a ztunnel that carried them does. */
function lookBelow(tally: EdgeTally, below: EdgeTally | undefined): void {
  if (below === undefined || below === tally || !isIdle(below)) return;
  if (tally.secured.known > 0 || tally.securedBySource.known > 0) return;
  tally.secured = below.secured;
  tally.securedBySource = below.securedBySource;
}

type Edges = Map<number, EdgeTally>;

/** The edge a sample belongs to, or both halves of it. */
function edgesOfSample(edges: Edges, sample: TrafficSample, placer: Placer, service: Place | undefined): EdgeTally[] {
  const source = placer.source(sample.source, sample.destination);
  const target = placer.destination(sample.destination, sample.source);
  if (service === undefined || service === target) return [edgeBetween(edges, source, target, sample.protocol)];
  return [
    edgeBetween(edges, source, service, sample.protocol),
    edgeBetween(edges, service, target, sample.protocol, true),
  ];
}

function edgeBetween(edges: Edges, source: Place, target: Place, protocol: Protocol, isSecondHalf = false): EdgeTally {
  const key = edgeKeyOf(source, target, protocol);
  const known = edges.get(key);
  if (known !== undefined) return known;
  const tally = createEdgeTally(source, target, protocol, isSecondHalf);
  edges.set(key, tally);
  return tally;
}

/** Every party behind each place. */
export function gatherParties(edges: readonly EdgeTally[]): Map<Place, Set<Party>> {
  const parties = new Map<Place, Set<Party>>();
  const partiesAt = (place: Place): Set<Party> => {
    const known = parties.get(place) ?? new Set<Party>();
    parties.set(place, known);
    return known;
  };
  for (const edge of edges) {
    if (edge.called.length === 0) continue;
    const sources = partiesAt(edge.source);
    const targets = partiesAt(edge.target);
    for (const { party: destination, keys } of edge.called) {
      for (const { source } of keys) sources.add(edge.isSecondHalf ? destination : source);
      targets.add(destination);
    }
  }
  return parties;
}
