import type { NodeId } from "@fyr/contract";
import type { EdgeCounts } from "./edge-counts.ts";
import type { Span } from "./ended-span.ts";
import { createGroups } from "./groups.ts";
import { medianOf, quantileOf, valueAt } from "./numbers.ts";

/** So many of them are needed to know how long bursts last. */
const fewestBursts = 6;
/** Bins. What lasted longer was an incident. */
const longestBurst = 4;

interface Run extends Span {
  readonly nodes: readonly NodeId[];
}

/** How many bins bursts last in this mesh that come and go by themselves. 0: not known. */
export function burstsOf(counted: readonly EdgeCounts[]): number {
  const runs = counted.flatMap(({ line: { source, target }, failed, of, means }) =>
    [...failingRuns(failed, of), ...slowRuns(means)].map((run) => ({ ...run, nodes: [source.id, target.id] })),
  );
  const lengths = eventsOf(runs).map((same) => medianOf(same.map(({ from, to }) => to - from)));
  return lengths.length < fewestBursts ? 0 : Math.round(quantileOf(lengths, 0.9));
}

/** What happens beside each other at the same time is one burst, wherever it is seen. */
function eventsOf(runs: readonly Run[]): Run[][] {
  const { join, groupOf } = createGroups<Run>();
  const last = new Map<NodeId, Run>();
  for (const run of runs.toSorted((a, b) => a.from - b.from)) {
    for (const node of run.nodes) {
      const before = last.get(node);
      if (before !== undefined && run.from < before.to) join(run, before);
      if (before === undefined || run.to > before.to) last.set(node, run);
    }
  }
  return [...Map.groupBy(runs, groupOf).values()];
}

const leastRise = 0.01;

function failingRuns(failed: Float64Array, of: Float64Array): Span[] {
  const shares = failed.map((value, bin) => value / Math.max(1, valueAt(of, bin)));
  const usual = medianOf(shares);
  return endedRuns(shares.length, (bin) => {
    const [k, expected] = [valueAt(failed, bin), usual * valueAt(of, bin)];
    return k - expected > Math.max(5, 5 * Math.sqrt(expected)) && valueAt(shares, bin) > usual + leastRise;
  });
}

function slowRuns(means: Float64Array): Span[] {
  const logs = [...means].map((mean) => (mean > 0 ? Math.log(mean) : Number.NaN));
  const known = logs.filter((value) => !Number.isNaN(value));
  if (known.length < 10) return [];
  const usual = medianOf(known);
  const spread = medianOf(known.map((value) => Math.abs(value - usual))) / 0.6745;
  const bound = usual + Math.max(Math.log(1.5), 5 * spread);
  return endedRuns(logs.length, (bin) => (logs[bin] ?? 0) > bound);
}

/** The runs that are over, but for those that are too long for bursts. */
function endedRuns(bins: number, holds: (bin: number) => boolean): Span[] {
  const runs: Span[] = [];
  let length = 0;
  for (let bin = 0; bin < bins; bin++) {
    if (holds(bin)) length++;
    else {
      if (length > 0 && length <= longestBurst) runs.push({ from: bin - length, to: bin });
      length = 0;
    }
  }
  return runs;
}
