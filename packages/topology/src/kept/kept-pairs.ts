import type { EdgeTally } from "../edge-tally.ts";
import { edgesOfPair } from "../gather-edges.ts";
import { hearPairs, type Pair } from "../hear-pairs.ts";
import type { Placer } from "../placer.ts";
import { sameList } from "../same-value.ts";
import type { TrafficSample } from "../samples.ts";

/** What was counted of a pair, and of what. */
interface CountedPair extends Pick<Pair, "source" | "target" | "isLeg" | "isCovered" | "passedOn" | "samples"> {
  readonly edges: readonly EdgeTally[];
}

/**
 * Every edge between workloads, from look to look. A pair of which the very same samples come again is not counted
 * again: its edges are the same objects. Only what the look before had is remembered.
 */
export function createPairCounter(): (samples: readonly TrafficSample[], placer: Placer) => EdgeTally[] {
  // By the first sample of each: where another stands there, the pair has moved.
  let before: ReadonlyMap<TrafficSample | undefined, CountedPair> = new Map();
  return (samples, placer) => {
    const now = new Map<TrafficSample | undefined, CountedPair>();
    const edges: EdgeTally[] = [];
    for (const pair of hearPairs(samples, placer)) {
      const [first] = pair.samples;
      const old = before.get(first);
      const counted = old !== undefined && isSame(old, pair) ? old : countedOf(pair);
      now.set(first, counted);
      edges.push(...counted.edges);
    }
    before = now;
    return edges;
  };
}

function countedOf(pair: Pair): CountedPair {
  const { source, target, isLeg, isCovered, passedOn, samples } = pair;
  return { source, target, isLeg, isCovered, passedOn, samples, edges: edgesOfPair(pair) };
}

function isSame(a: CountedPair, b: Pair): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.isLeg === b.isLeg &&
    a.isCovered === b.isCovered &&
    (a.passedOn === b.passedOn || sameList([...a.passedOn], [...b.passedOn])) &&
    sameList(a.samples, b.samples)
  );
}
