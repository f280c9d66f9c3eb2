import type { EdgeId, Protocol } from "@fyr/contract";
import { isCalledThrough, isPassedOn } from "./counted-by-waypoints.ts";
import { edgeKeyOf } from "./edge-key.ts";
import { countSample, countSecurity, createEdgeTally, type EdgeTally, isIdle } from "./edge-tally.ts";
import { hearPairs } from "./hear-pairs.ts";
import { edgeIdOf } from "./ids.ts";
import type { Pair } from "./pair.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { isByZtunnel, isChosen, isOfAnother } from "./reporters.ts";
import type { EdgeKey, Party, TrafficSample } from "./samples.ts";
import { withOne } from "./with-one.ts";

/** How the ends of samples are placed: `pair` by workload, where reporters are chosen; `shown` at the grain asked for. */
export interface Placers {
  readonly pair: Placer;
  readonly shown: Placer;
}

/**
 * Every edge with traffic in the window, counted from one reporter per pair of workloads and layer. With `serviceNodes`
 * traffic that called a service is two edges, to the service and on from it. `toldElsewhere`: edges of workloads that are
 * left out.
 */
export function gatherEdges(
  samples: readonly TrafficSample[],
  { pair: pairPlacer, shown }: Placers,
  serviceNodes = false,
  toldElsewhere: ReadonlySet<EdgeId> = nothing,
): EdgeTally[] {
  const edges: Edges = new Map();
  for (const pair of hearPairs(samples, pairPlacer).pairs) {
    const isLeftOut = pair.isLeg && toldElsewhere.has(edgeIdOf(pair.source.id, pair.target.id, "tcp"));
    for (const sample of pair.samples) {
      if (isPassedOn(pair, sample) || (isLeftOut && sample.protocol === "tcp")) continue;
      const service = serviceNodes && !pair.isLeg ? shown.service(sample.destination, sample.source) : undefined;
      for (const tally of edgesOfSample(edges, sample, shown, service)) countOn(tally, sample, pair);
    }
  }
  for (const tally of edges.values()) lookBelow(tally, edges.get(edgeKeyOf(tally.source, tally.target, "tcp")));
  return [...edges.values()].filter((tally) => !isIdle(tally));
}

const nothing: ReadonlySet<EdgeId> = new Set();

/** The same where edges are those of the pairs: each is counted by itself. `before`: those of this pair in the look before. */
export function edgesOfPair(pair: Pair, before: readonly EdgeTally[] = []): readonly EdgeTally[] {
  let edges: readonly EdgeTally[] = [];
  for (const sample of pair.samples) {
    if (isPassedOn(pair, sample)) continue;
    const known = edgeOf(edges, sample.protocol);
    const tally = known ?? emptyEdge(pair, sample.protocol, before);
    if (known === undefined) edges = withOne(edges, tally);
    countOn(tally, sample, pair);
  }
  if (edges.length > 1) for (const tally of edges) lookBelow(tally, edgeOf(edges, "tcp"));
  return edges.some(isIdle) ? edges.filter((tally) => !isIdle(tally)) : edges;
}

function edgeOf(edges: readonly EdgeTally[], protocol: Protocol): EdgeTally | undefined {
  for (const edge of edges) if (edge.protocol === protocol) return edge;
  return undefined;
}

function emptyEdge({ source, target }: Pair, protocol: Protocol, before: readonly EdgeTally[]): EdgeTally {
  return createEdgeTally(source, target, protocol, { id: edgeOf(before, protocol)?.id });
}

/** Counts a sample on an edge it belongs to. */
function countOn(tally: EdgeTally, sample: TrafficSample, pair: Pair): void {
  countSecurity(tally, sample);
  if (!isChosen(pair, sample)) return;
  countSample(tally, sample, partOf(pair, sample));
  tally.l4Only = isByZtunnel(sample) && !pair.isLeg && tally.l4Only !== false;
}

/** What is counted of a sample, where it is not all that its reporter has. */
function partOf(pair: Pair, sample: TrafficSample): EdgeKey["only"] {
  if (isOfAnother(pair, sample)) return sample.kind === "messages" ? "messages" : "durations";
  return sample.kind === "requests" && isCalledThrough(pair, sample) ? "stopped" : undefined;
}

/** Where no proxy of the requests can tell of encryption, a ztunnel that carried them does. */
function lookBelow(tally: EdgeTally, below: EdgeTally | undefined): void {
  if (below === undefined || below === tally || !isIdle(below)) return;
  if (tally.securityKnown > 0 || tally.securityKnownBySource > 0) return;
  tally.securityKnown = below.securityKnown;
  tally.mutual = below.mutual;
  tally.securityKnownBySource = below.securityKnownBySource;
  tally.mutualBySource = below.mutualBySource;
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
  const tally = createEdgeTally(source, target, protocol, { isSecondHalf });
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
