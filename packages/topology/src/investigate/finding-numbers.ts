import type { FindingNumbers } from "@fyr/contract";
import { roundQuantity, roundRatio } from "../wire-grid.ts";
import { type Candidate, isRunningPlace } from "./candidate.ts";
import { type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { averageOver, type Comparison, meanOver, type Stretch, stretchesOf } from "./excess.ts";

/** What a finding is measured by, since it began and before. */
export function numbersOf({ origin, edges, comparison, saturation }: Candidate): {
  now: FindingNumbers;
  usual?: FindingNumbers;
} {
  if (isRunningPlace(origin) && saturation !== undefined) {
    return { now: saturationNumbers(saturation.now), usual: saturationNumbers(saturation.before) };
  }
  const lines = origin.type === "edge" ? [origin.line] : edges;
  const stretches = stretchesOf(comparison);
  const now = { ...edgeNumbers(lines, comparison, stretches.now), ...saturationNumbers(saturation?.now) };
  if (comparison.isChronic) return { now };
  const usual = edgeNumbers(lines, comparison, stretches.before);
  return { now, usual: { ...usual, ...saturationNumbers(saturation?.before) } };
}

function saturationNumbers(ratio: number | undefined): Pick<FindingNumbers, "saturationRatio"> {
  return ratio === undefined ? {} : { saturationRatio: roundRatio(ratio) };
}

/** Of several edges together: failures as callers saw them, durations as callees measured. */
export function edgeNumbers(lines: readonly EdgeLine[], { bins }: Comparison, stretch: Stretch): FindingNumbers {
  let [requests, errors, time, timed] = [0, 0, 0, 0];
  for (const line of lines) {
    const [caller, callee] = [seenByCaller(line), seenByCallee(line)];
    if (caller === undefined || callee === undefined) continue;
    const rate = (values: ArrayLike<number>) => averageOver(values, bins, stretch);
    requests += rate(line.asked);
    errors += errorsOf(line, caller, callee, rate);
    const mean = meanOver(callee, stretch);
    if (mean === undefined) continue;
    const weight = rate(callee.timed);
    time += mean * weight;
    timed += weight;
  }
  return {
    ...(requests > 0 && { requestsPerSecond: roundQuantity(requests), errorRatio: roundRatio(errors / requests) }),
    ...(timed > 0 && { meanMs: roundQuantity(time / timed) }),
  };
}

/** Where tries are repeated the callee knows of failures that callers never see. */
function errorsOf(
  line: EdgeLine,
  caller: SideLine,
  callee: SideLine,
  rate: (values: ArrayLike<number>) => number,
): number {
  const asked = rate(line.asked);
  const arrived = rate(callee.requests);
  const ratio = Math.max(
    asked > 0 ? rate(caller.errors) / asked : 0,
    arrived > 0 && callee !== caller ? rate(callee.errors) / arrived : 0,
    line.protocol === "tcp" && asked > 0 ? rate(caller.failed) / asked : 0,
  );
  return ratio * asked;
}
