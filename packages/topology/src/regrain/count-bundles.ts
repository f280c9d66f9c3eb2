import type { Quantiles, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "../edge-tally.ts";
import { addTally, createDurationTally, quantilesOf } from "../latency.ts";
import { roundQuantiles } from "../wire-grid.ts";
import type { Bundle } from "./bundles.ts";
import { isUntold, latencyOf, type TimedEnds } from "./member-latency.ts";

/** By the rows of bundles: the edges, with what was counted on each. */
interface CountedRows {
  readonly edges: readonly TopologyEdge[];
  readonly tallies: readonly EdgeTally[];
}

/** Bundles of one picture, and how long all of each took. */
export interface CountedBundles {
  edgesOf(bundle: Bundle): readonly TopologyEdge[];
  /** With what was counted on each. */
  countedOf(bundle: Bundle): readonly (readonly [EdgeTally, TopologyEdge])[];
  /** What the picture does not tell. */
  toldOf(bundle: Bundle): Quantiles | undefined;
  /** Whoever tells it. */
  latencyOf(bundle: Bundle): Quantiles | undefined;
}

/** Durations are merged once for each of so many bundles, whoever asks for them. */
export function countBundles(bundles: number, { edges, tallies }: CountedRows, ends: TimedEnds): CountedBundles {
  const told = new Array<{ readonly latency: Quantiles | undefined } | undefined>(bundles);
  function edgesOf({ rows }: Bundle): TopologyEdge[] {
    const found: TopologyEdge[] = [];
    for (const row of rows) {
      const edge = edges[row];
      if (edge !== undefined) found.push(edge);
    }
    return found;
  }

  function countedOf({ rows }: Bundle): (readonly [EdgeTally, TopologyEdge])[] {
    const found: (readonly [EdgeTally, TopologyEdge])[] = [];
    for (const row of rows) {
      const [tally, edge] = [tallies[row], edges[row]];
      if (tally !== undefined && edge !== undefined) found.push([tally, edge]);
    }
    return found;
  }

  function mergedOf(bundle: Bundle): Quantiles | undefined {
    if (!isUntold(edgesOf(bundle), ends)) return undefined;
    const together = createDurationTally();
    for (const [{ durations }] of countedOf(bundle)) addTally(together, durations);
    const exact = quantilesOf(together);
    return exact && roundQuantiles(exact);
  }

  function toldOf(bundle: Bundle): Quantiles | undefined {
    if (bundle.rows.length < 2) return undefined;
    const known = told[bundle.number] ?? { latency: mergedOf(bundle) };
    told[bundle.number] = known;
    return known.latency;
  }

  return { edgesOf, countedOf, toldOf, latencyOf: (bundle) => toldOf(bundle) ?? latencyOf(edgesOf(bundle), ends) };
}
