import type { Grain, Rollup, RollupId } from "@fyr/contract";
import type { EdgeTally } from "./edge-tally.ts";
import { byId, edgeIdOf, rollupIdOf } from "./ids.ts";
import { addDurations, createDurationTally, type DurationTally, quantilesOf } from "./latency.ts";
import type { Placer } from "./placer.ts";
import type { LatencySample } from "./samples.ts";
import { roundQuantiles } from "./wire-grid.ts";

const coarserGrains: readonly Grain[] = ["app", "versionedApp", "service", "namespace"];

type Timed = readonly (readonly [EdgeTally, LatencySample])[];

/**
 * Durations of every edge of a coarser grain that adds up two or more of these edges, or part of one. `timed` are the
 * durations of edges, `shown` the edges in the picture.
 */
export function rollupsOf(timed: Timed, shown: ReadonlySet<EdgeTally>, placerAt: (grain: Grain) => Placer): Rollup[] {
  const seen = timed.filter(([tally]) => shown.has(tally));
  const parts = new Map<EdgeTally, number>();
  for (const [tally] of seen) parts.set(tally, (parts.get(tally) ?? 0) + 1);
  return coarserGrains
    .flatMap((grain) => [...rolledUp(grain, seen, placerAt(grain))])
    .filter(
      ([, { tallies, samples }]) => tallies.size > 1 || [...tallies].some((tally) => parts.get(tally) !== samples),
    )
    .flatMap(([id, { durations }]) => {
      const latency = quantilesOf(durations);
      return latency === undefined ? [] : [{ id, latencyMs: roundQuantiles(latency) }];
    })
    .sort(byId);
}

interface RolledUp {
  readonly tallies: Set<EdgeTally>;
  readonly durations: DurationTally;
  samples: number;
}

function rolledUp(grain: Grain, timed: Timed, placer: Placer): Map<RollupId, RolledUp> {
  const edges = new Map<RollupId, RolledUp>();
  for (const [tally, sample] of timed) {
    const source = placer.source(sample.source, sample.destination);
    const target = placer.destination(sample.destination, sample.source);
    const id = rollupIdOf(grain, edgeIdOf(source.id, target.id, sample.protocol));
    const edge = edges.get(id) ?? { tallies: new Set(), durations: createDurationTally(), samples: 0 };
    edges.set(id, edge);
    edge.tallies.add(tally);
    edge.samples += 1;
    addDurations(edge.durations, sample);
  }
  return edges;
}
