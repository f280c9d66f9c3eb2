import type { EdgeTally } from "../edge-tally.ts";
import { edgesOfPair } from "../gather-edges.ts";
import { hearPairs, type Pair } from "../hear-pairs.ts";
import type { Placer } from "../placer.ts";
import type { TrafficSample } from "../samples.ts";
import { createKeptItems } from "./kept-items.ts";

/**
 * Every edge between workloads, from look to look. A pair of which the very same samples come again is not counted
 * again: its edges are the same objects. Only what the look before had is remembered.
 */
export function createPairCounter(): (samples: readonly TrafficSample[], placer: Placer) => EdgeTally[] {
  // By the first sample of each: where another stands there, the pair has moved.
  const kept = createKeptItems<TrafficSample | undefined, readonly EdgeTally[]>();
  return (samples, placer) => {
    kept.turn();
    const edges: EdgeTally[] = [];
    for (const pair of hearPairs(samples, placer)) {
      edges.push(...kept.keep(pair.samples[0], partsOf(pair), () => edgesOfPair(pair)));
    }
    return edges;
  };
}

function partsOf({ source, target, isLeg, isCovered, passedOn, samples }: Pair): readonly unknown[] {
  return [source, target, isLeg, isCovered, passedOn.size, ...passedOn, ...samples];
}
