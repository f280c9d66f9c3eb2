import type { Grain, Protocol, Rollup } from "@fyr/contract";
import { edgeKeyOf } from "./edge-key.ts";
import type { EdgeTally } from "./edge-tally.ts";
import { byId, edgeIdOf, rollupIdOf } from "./ids.ts";
import { addDurations, createDurationTally, quantilesOf } from "./latency.ts";
import type { Place } from "./place.ts";
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
  return coarserGrains.flatMap((grain) => rollupsAt(grain, seen, placerAt(grain), parts)).sort(byId);
}

interface RolledUp {
  readonly source: Place;
  readonly target: Place;
  readonly protocol: Protocol;
  readonly tally: EdgeTally;
  /** Samples of other tallies are among them. */
  isMixed: boolean;
  readonly samples: LatencySample[];
}

function rollupsAt(grain: Grain, timed: Timed, placer: Placer, parts: ReadonlyMap<EdgeTally, number>): Rollup[] {
  const edges = rolledUp(timed, placer).filter(
    ({ tally, isMixed, samples }) => isMixed || parts.get(tally) !== samples.length,
  );
  return edges.flatMap(({ source, target, protocol, samples }) => {
    const durations = createDurationTally();
    for (const sample of samples) addDurations(durations, sample);
    const latency = quantilesOf(durations);
    const id = rollupIdOf(grain, edgeIdOf(source.id, target.id, protocol));
    return latency === undefined ? [] : [{ id, latencyMs: roundQuantiles(latency) }];
  });
}

function rolledUp(timed: Timed, placer: Placer): RolledUp[] {
  const edges = new Map<number, RolledUp>();
  for (const [tally, sample] of timed) {
    const { protocol } = sample;
    const source = placer.source(sample.source, sample.destination);
    const target = placer.destination(sample.destination, sample.source);
    const key = edgeKeyOf(source, target, protocol);
    const edge = edges.get(key);
    if (edge === undefined) {
      edges.set(key, { source, target, protocol, tally, isMixed: false, samples: [sample] });
      continue;
    }
    edge.isMixed ||= edge.tally !== tally;
    edge.samples.push(sample);
  }
  return [...edges.values()];
}
