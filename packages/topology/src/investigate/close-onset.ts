import { type Candidate, ownChanges } from "./candidate.ts";
import type { CloseLook, SeenClosely } from "./close-look.ts";
import type { EdgeChange } from "./edge-change.ts";
import { type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { fitOnset } from "./fit-onset.ts";
import { valueAt } from "./numbers.ts";
import { type FoundOnset, onsetFromBins } from "./onset.ts";

/** More edges than that tell nothing new. */
const mostEdges = 16;

/** When a candidate's own edges changed: the middle of what the close look at each of them says, by certainty. */
export function onsetIn(
  candidate: Candidate,
  changes: readonly EdgeChange[],
  seen: SeenClosely | undefined,
): FoundOnset | undefined {
  const atIt = changes.filter(({ line }) => candidate.edges.includes(line));
  const own = ownChanges(candidate, atIt)
    .toSorted((a, b) => b.step.certainty - a.step.certainty)
    .slice(0, mostEdges);
  const [surest] = own;
  const start = surest?.step.start ?? candidate.comparison.start;
  const coarse = onsetFromBins(candidate.comparison, start);
  if (seen === undefined || coarse === undefined) return coarse;
  const found = own.flatMap((change) => {
    const fitted = fitChange(change, candidate, seen);
    return fitted === undefined ? [] : [{ ...fitted, weight: change.step.certainty }];
  });
  return weightedMiddle(found) ?? coarse;
}

function fitChange({ line, measure, step }: EdgeChange, { comparison }: Candidate, { look, lines }: SeenClosely) {
  const close = lines.get(line.id);
  const around = onsetFromBins(comparison, step.start);
  const last = comparison.bins[Math.min(step.start + 1, comparison.bins.length - 1)];
  if (close === undefined || around === undefined || last === undefined) return undefined;
  const range = { from: around.notBefore, to: Math.min(last.at, around.notAfter) };
  const ended = Math.max(0, ...(step.ended ?? []).map(({ to }) => comparison.bins[to - 1]?.at ?? 0));
  const near = nearby(look, range.from, range.to).filter(
    (bin) => (look.bins[bin]?.at ?? 0) > ended + look.windowSeconds,
  );
  return fitOnset(
    near.map((bin) => levelOf(close, measure, bin)),
    pickBins(look, near),
    range,
  );
}

/** What lies far from the moment may be of another trouble. */
function nearby({ bins, windowSeconds }: CloseLook, from: number, to: number): number[] {
  return [...bins.keys()].filter((bin) => {
    const at = bins[bin]?.at ?? 0;
    return at >= from - 5 * windowSeconds && at <= to + 4 * windowSeconds;
  });
}

function pickBins({ bins, windowSeconds }: CloseLook, chosen: readonly number[]) {
  return { windowSeconds, bins: chosen.flatMap((bin) => bins[bin] ?? []) };
}

/** Failures as they are counted: where they are a share of is not read closely. Durations as means. */
function levelOf(line: EdgeLine, measure: EdgeChange["measure"], bin: number): number {
  const sides = [...new Set([seenByCaller(line), seenByCallee(line)])].filter((side) => side !== undefined);
  if (measure === "slow") {
    const side = seenByCallee(line);
    const timed = side && valueAt(side.timed, bin);
    return side === undefined || !timed ? Number.NaN : valueAt(side.time, bin) / timed;
  }
  return Math.max(0, ...sides.map((side) => shareAt(side, measure, bin)));
}

function shareAt(side: SideLine, measure: "failed" | "late" | "client", bin: number): number {
  const requests = valueAt(side.requests, bin);
  const counted = valueAt(side[measure], bin);
  return requests > 0 && counted < requests ? counted / requests : counted;
}

function weightedMiddle(found: readonly (FoundOnset & { readonly weight: number })[]): FoundOnset | undefined {
  const sorted = found.toSorted((a, b) => a.at - b.at);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { weight, ...onset } of sorted) {
    sum += weight;
    if (sum >= half) return onset;
  }
  return undefined;
}
