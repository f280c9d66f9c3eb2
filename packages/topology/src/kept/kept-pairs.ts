import type { EdgeTally } from "../edge-tally.ts";
import { edgesOfPair } from "../gather-edges.ts";
import { createHearing, type Heard, isSameLeg } from "../hear-pairs.ts";
import type { Pair } from "../pair.ts";
import type { Place } from "../place.ts";
import type { Placer } from "../placer.ts";
import type { SampleLineup } from "../placing.ts";
import { sameList } from "../same-value.ts";

interface Counted {
  readonly pair: Pair;
  readonly edges: readonly EdgeTally[];
}

interface CountedPairs {
  readonly edges: EdgeTally[];
  /** See `Heard`. */
  readonly waypoints: Heard["waypoints"];
  readonly passingGateways: Heard["passingGateways"];
}

/**
 * Every edge between workloads, from look to look. A pair of which the very same samples come again is not counted
 * again: its edges are the same objects. Only what the look before had is remembered.
 */
export function createPairCounter() {
  const hear = createHearing();
  let before: Counted[] = [];
  return (lineup: SampleLineup, placer: Placer): CountedPairs => {
    const edges: EdgeTally[] = [];
    const find = createFinder(before);
    const { pairs, waypoints, passingGateways } = hear(lineup, placer);
    before = pairs.map((pair) => {
      const old = find(pair);
      const counted =
        old !== undefined && isSame(old.pair, pair) ? old : { pair, edges: edgesOfPair(pair, old?.edges) };
      for (const edge of counted.edges) edges.push(edge);
      return counted;
    });
    return { edges, waypoints, passingGateways };
  };
}

/** Finds the same pair among those of the look before. Most come in the order they came in then. */
function createFinder(before: readonly Counted[]): (pair: Pair) => Counted | undefined {
  let next = 0;
  let bySource: Map<Place | undefined, number[]> | undefined;
  return (pair) => {
    const isThere = (row: number) => isBetweenSame(before[row]?.pair, pair);
    if (!isThere(next)) {
      bySource ??= Map.groupBy(before.keys(), (row) => before[row]?.pair.source);
      const row = bySource.get(pair.source)?.find(isThere);
      if (row === undefined) return undefined;
      next = row;
    }
    next += 1;
    return before[next - 1];
  };
}

function isBetweenSame(a: Pair | undefined, b: Pair): boolean {
  return a?.source === b.source && a.target === b.target;
}

function isSame(a: Pair, b: Pair): boolean {
  return isSameLeg(a, b) && sameList(a.samples, b.samples);
}
