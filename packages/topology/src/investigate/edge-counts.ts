import { countedOf, type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { medianOf, timesEach, valueAt } from "./numbers.ts";

/** What one side of an edge counted: numbers of requests, of TCP connections, bin by bin, and how long they took on average. */
export interface EdgeCounts extends Readonly<Record<"failed" | "late" | "client" | "of", Float64Array>> {
  readonly line: EdgeLine;
  readonly side: SideLine;
  /** Ms; `NaN`: too few to tell. */
  readonly means: Float64Array;
  /** By how much means differ by chance alone, in logarithms: they are of so few requests. */
  readonly meansSpread: number;
}

/** Requests that tell how long they take. */
const leastTimed = 3;
/** Of how long single requests take, in logarithms, where they hardly differ. */
const leastSpread = 0.5;

/** Once for each side that has counted. `seconds`: of each bin. */
export function countsOf(line: EdgeLine, seconds: Float64Array): EdgeCounts[] {
  const [caller, callee] = [seenByCaller(line), seenByCallee(line)];
  const past = line.past ?? line;
  const sides = [...new Set([caller, callee])].filter((side) => side !== undefined);
  return sides.map((side) => {
    const isCaller = side === caller;
    const told = (isCaller ? seenByCaller(past) : seenByCallee(past)) ?? side;
    const counts = (perSecond: Float64Array) => timesEach(perSecond, seconds);
    return {
      line,
      side,
      failed: counts(told.failed),
      late: counts(told.late),
      client: counts(told.client),
      of: counts(isCaller ? past.asked : countedOf(told)),
      means: meansOf(told, seconds),
      meansSpread: spreadOfMeans(counts(side.timed)),
    };
  });
}

function meansOf({ time, timed }: SideLine, seconds: Float64Array): Float64Array {
  return Float64Array.from(timed, (perSecond, bin) =>
    perSecond * valueAt(seconds, bin) < leastTimed ? Number.NaN : valueAt(time, bin) / perSecond,
  );
}

function spreadOfMeans(timed: Float64Array): number {
  return leastSpread / Math.sqrt(Math.max(leastTimed, medianOf(timed.filter((count) => count >= leastTimed))));
}
