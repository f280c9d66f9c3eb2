import type { Latency, Quantiles, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import { durationsTogether, quantilesOf } from "../latency.ts";
import { rowsOf } from "../rows-of.ts";
import { sameList } from "../same-value.ts";
import { roundQuantiles } from "../wire-grid.ts";
import type { Bundle } from "./bundles.ts";
import { latencyTold, type TimedEnds, withoutUsual } from "./member-latency.ts";

/** By the rows of bundles: the edges, with what was counted on each. */
interface CountedRows {
  readonly edges: readonly TopologyEdge[];
  readonly tallies: readonly EdgeTally[];
}

/** Bundles of one picture, and how long all of each took. */
export interface CountedBundles {
  edgesOf(bundle: Bundle): readonly TopologyEdge[];
  /** What was counted on each. */
  talliesOf(bundle: Bundle): readonly EdgeTally[];
  /** What the picture does not tell. */
  toldOf(bundle: Bundle): Quantiles | undefined;
  /** Whoever tells it. */
  latencyOf(bundle: Bundle): Quantiles | undefined;
}

/** Durations of bundles by number, as they were last merged: of one plan. */
export type BundleMemory = (Merged | undefined)[];

interface Merged {
  readonly edges: readonly TopologyEdge[];
  readonly latency: Quantiles | undefined;
}

interface Timed {
  readonly edges: readonly TopologyEdge[];
  /** What the picture tells, and what it does not. */
  readonly known: Latency | undefined;
  readonly told: Quantiles | undefined;
}

/** Durations are merged once for each bundle, whoever asks for them, and not again while its edges are the very same. */
export function countBundles(memory: BundleMemory, { edges, tallies }: CountedRows, ends: TimedEnds): CountedBundles {
  const timed = new Array<Timed | undefined>(memory.length);

  function timedOf(bundle: Bundle): Timed {
    const found = timed[bundle.number];
    if (found !== undefined) return found;
    const members = rowsOf(edges, bundle.rows);
    const known = latencyTold(members, ends);
    const isUntold = members.length > 1 && known === undefined && members.some(isTimed);
    const made = { edges: members, known, told: isUntold ? mergedOf(bundle, members) : undefined };
    timed[bundle.number] = made;
    return made;
  }

  function mergedOf({ number, rows }: Bundle, members: readonly TopologyEdge[]): Quantiles | undefined {
    const old = memory[number];
    if (old !== undefined && sameList(old.edges, members)) return old.latency;
    const latency = quantilesTogether(rowsOf(tallies, rows));
    memory[number] = { edges: members, latency };
    return latency;
  }

  return {
    edgesOf: (bundle) => timedOf(bundle).edges,
    talliesOf: ({ rows }) => rowsOf(tallies, rows),
    toldOf: (bundle) => timedOf(bundle).told,
    latencyOf: (bundle) => {
      const { told, known } = timedOf(bundle);
      return told ?? withoutUsual(known);
    },
  };
}

function isTimed({ latencyMs }: TopologyEdge): boolean {
  return latencyMs !== undefined;
}

function quantilesTogether(tallies: readonly EdgeTally[]): Quantiles | undefined {
  const exact = quantilesOf(durationsTogether(tallies.map(({ durations }) => durations)));
  return exact && roundQuantiles(exact);
}
