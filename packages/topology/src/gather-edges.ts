import type { Protocol } from "@fyr/contract";
import { countSample, countSecurity, createEdgeTally, type EdgeTally, isIdle } from "./edge-tally.ts";
import { hearPairs, pairStride } from "./hear-pairs.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import { isByZtunnel, isChosen } from "./reporters.ts";
import type { Party, TrafficSample } from "./samples.ts";

const layers = { http: 0, grpc: 1, tcp: 2 } as const satisfies Record<Protocol, number>;

/** How the ends of samples are placed: `pair` by workload, where reporters are chosen; `shown` at the grain asked for. */
export interface Placers {
  readonly pair: Placer;
  readonly shown: Placer;
}

/** Every edge with traffic in the window, counted from one reporter per pair of workloads and layer. */
export function gatherEdges(samples: readonly TrafficSample[], placers: Placers): EdgeTally[] {
  const pairs = hearPairs(samples, placers.pair);
  const edges = new Map<number, EdgeTally>();
  samples.forEach((sample, at) => {
    const pair = pairs[at];
    if (pair === undefined) return;
    const tally = edgeOfSample(edges, sample, placers.shown);
    countSecurity(tally, sample);
    if (!isChosen(pair, sample)) return;
    countSample(tally, sample);
    tally.l4Only = isByZtunnel(sample) && !pair.isLeg && tally.l4Only !== false;
  });
  for (const [key, tally] of edges) lookBelow(tally, edges.get(key - layers[tally.protocol] + layers.tcp));
  return [...edges.values()].filter((tally) => !isIdle(tally));
}

/** Where no proxy of the requests can tell of encryption, a ztunnel that carried them does. */
function lookBelow(tally: EdgeTally, below: EdgeTally | undefined): void {
  if (below === undefined || below === tally || !isIdle(below)) return;
  if (tally.secured.known > 0 || tally.securedBySource.known > 0) return;
  tally.secured = below.secured;
  tally.securedBySource = below.securedBySource;
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
