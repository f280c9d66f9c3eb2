import { burstsOf } from "./bursts.ts";
import { countsOf, type EdgeCounts } from "./edge-counts.ts";
import type { EdgeLine } from "./edge-line.ts";
import type { Bin } from "./history.ts";
import { findLevelStep } from "./level-step.ts";
import { areReopened } from "./reopened.ts";
import { findShareStep } from "./share-step.ts";
import type { Step, StepBounds } from "./step.ts";

/** What of an edge is worse than it was. `late` and `failed` as in `OutcomeKind`; `slow`: what a request takes. */
export type ChangedMeasure = "failed" | "late" | "client" | "slow";

export interface EdgeChange {
  readonly line: EdgeLine;
  readonly measure: ChangedMeasure;
  readonly step: Step;
}

/** So much worse must it be to be said of an edge that it is. */
const leastRise = { failed: 0.01, late: 0.01, client: 0.1 } as const;
const leastSlowRatio = 1.25;
/** Who is new may have other things to do than those it is held against. */
const leastSlowRatioOfNew = 1.5;
const leastSlowMs = 3;

/** Everything on any edge that is worse than before, and still is. */
export function findEdgeChanges(lines: readonly EdgeLine[], bins: readonly Bin[]): EdgeChange[] {
  const seconds = Float64Array.from(bins, (bin) => bin.seconds);
  // Of so many edges and moments some look odd by chance (Bonferroni).
  const leastCertainty = Math.log(Math.max(2, lines.length * bins.length * 4)) + 8;
  const counted = lines.flatMap((line) => countsOf(line, seconds));
  const bounds = { leastCertainty, burstBins: burstsOf(counted) };
  return counted.flatMap((counts) => changesOf(counts, bounds));
}

function changesOf(counts: EdgeCounts, bounds: Pick<StepBounds, "leastCertainty" | "burstBins">): EdgeChange[] {
  const { line } = counts;
  const failing = (["failed", "late", "client"] as const).flatMap((measure) => {
    const step = findShareStep(counts[measure], counts.of, {
      ...bounds,
      leastRise: leastRise[measure],
      leastRatio: 2,
      leastCount: 5,
    });
    return step === undefined || areReopened(counts.side, step) ? [] : [{ line, measure, step }];
  });
  const slower = findLevelStep(counts.means, {
    ...bounds,
    leastRatio: line.past === undefined ? leastSlowRatio : leastSlowRatioOfNew,
    leastRise: leastSlowMs,
    leastSpread: counts.meansSpread,
  });
  return slower === undefined ? failing : [...failing, { line, measure: "slow", step: slower }];
}
