import type { FindingNumbers } from "@fyr/contract";
import { roundQuantity, roundRatio } from "../wire-grid.ts";
import { type Candidate, isRunningPlace } from "./candidate.ts";
import { countedOf, type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { useOf } from "./edge-use.ts";
import { averageOver, type Comparison, meanOver, type Stretch, stretchesOf } from "./excess.ts";

/** What a finding is measured by, since it began and before. */
export function numbersOf({ origin, kind, edges, comparison, saturation }: Candidate): {
  now: FindingNumbers;
  usual?: FindingNumbers;
} {
  if (isRunningPlace(origin) && saturation !== undefined) {
    return { now: saturationNumbers(saturation.now), usual: saturationNumbers(saturation.before) };
  }
  const lines = origin.type === "edge" ? [origin.line] : edges;
  const stretches = stretchesOf(comparison);
  const nothing = kind === "gone" ? nothingOf(lines) : {};
  const now = { ...nothing, ...edgeNumbers(lines, comparison, stretches.now), ...saturationNumbers(saturation?.now) };
  if (comparison.isChronic) return { now };
  const usual = usualNumbers(lines, comparison);
  return { now, usual: { ...usual, ...saturationNumbers(saturation?.before) } };
}

/** As it was before: of who is new, how those were that answered then. How much they had to do is not told. */
export function usualNumbers(lines: readonly EdgeLine[], comparison: Comparison): FindingNumbers {
  const { before } = stretchesOf(comparison);
  if (!areNew(lines, comparison)) return edgeNumbers(lines, comparison, before);
  const others = edgeNumbers(
    lines.map((line) => ({ ...line, ...line.past })),
    comparison,
    before,
  );
  const { requestsPerSecond: _, ...usual } = others;
  return usual;
}

/** Nothing of them was there before, but others that answered the same callers. */
export function areNew(lines: readonly EdgeLine[], comparison: Comparison): boolean {
  const { before } = stretchesOf(comparison);
  const isNew = ({ past, asked }: EdgeLine) => past !== undefined && averageOver(asked, comparison.bins, before) === 0;
  return lines.length > 0 && !comparison.isChronic && lines.every(isNew);
}

/** That there is none is what is told. */
function nothingOf(lines: readonly EdgeLine[]): FindingNumbers {
  return lines.every(isTcp) ? { bytesPerSecond: 0 } : { requestsPerSecond: 0 };
}

function isTcp({ protocol }: EdgeLine): boolean {
  return protocol === "tcp";
}

function saturationNumbers(ratio: number | undefined): Pick<FindingNumbers, "saturationRatio"> {
  return ratio === undefined ? {} : { saturationRatio: roundRatio(ratio) };
}

/**
 * Of several edges together: failures as callers saw them, durations as callees measured. Connections and bytes are told
 * where nothing but TCP is spoken.
 */
export function edgeNumbers(lines: readonly EdgeLine[], { bins }: Comparison, stretch: Stretch): FindingNumbers {
  let [asked, requests, bytes, errors, time, timed] = [0, 0, 0, 0, 0, 0];
  for (const line of lines) {
    const [caller, callee] = [seenByCaller(line), seenByCallee(line)];
    if (caller === undefined || callee === undefined) continue;
    const rate = (values: ArrayLike<number>) => averageOver(values, bins, stretch);
    const askedHere = rate(line.asked);
    asked += askedHere;
    if (isTcp(line)) bytes += rate(useOf(line));
    else requests += askedHere;
    errors += errorsOf(line, caller, callee, rate);
    const mean = meanOver(callee, stretch);
    if (mean === undefined) continue;
    const weight = rate(callee.timed);
    time += mean * weight;
    timed += weight;
  }
  const isTcpOnly = lines.length > 0 && lines.every(isTcp);
  return {
    ...(requests > 0 && { requestsPerSecond: roundQuantity(requests) }),
    ...(isTcpOnly && asked > 0 && { connectionsPerSecond: roundQuantity(asked) }),
    ...(isTcpOnly && bytes > 0 && { bytesPerSecond: roundQuantity(bytes) }),
    ...(asked > 0 && { errorRatio: roundRatio(errors / asked) }),
    ...(timed > 0 && { meanMs: roundQuantity(time / timed) }),
  };
}

/**
 * Where tries are repeated the callee knows of failures that callers never see. Of connections nobody tells an error from
 * another failure.
 */
function errorsOf(
  line: EdgeLine,
  caller: SideLine,
  callee: SideLine,
  rate: (values: ArrayLike<number>) => number,
): number {
  const errors = isTcp(line) ? "failed" : "errors";
  const asked = rate(line.asked);
  const arrived = rate(countedOf(callee));
  const ratio = Math.max(
    asked > 0 ? rate(caller[errors]) / asked : 0,
    arrived > 0 && callee !== caller ? rate(callee[errors]) / arrived : 0,
  );
  return ratio * asked;
}
