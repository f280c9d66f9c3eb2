import { countedOf, type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import { timesEach, valueAt } from "./numbers.ts";

/** What one side of an edge counted: numbers of requests, of TCP connections, bin by bin, and how long they took on average. */
export interface EdgeCounts extends Readonly<Record<"failed" | "late" | "client" | "of", Float64Array>> {
  readonly line: EdgeLine;
  readonly side: SideLine;
  /** Ms; `NaN`: too few to tell. */
  readonly means: Float64Array;
}

/** Requests that tell how long they take. */
const leastTimed = 3;

/** Once for each side that has counted. `seconds`: of each bin. */
export function countsOf(line: EdgeLine, seconds: Float64Array): EdgeCounts[] {
  const caller = seenByCaller(line);
  const sides = [...new Set([caller, seenByCallee(line)])].filter((side) => side !== undefined);
  return sides.map((side) => ({
    line,
    side,
    failed: timesEach(side.failed, seconds),
    late: timesEach(side.late, seconds),
    client: timesEach(side.client, seconds),
    of: timesEach(side === caller ? line.asked : countedOf(side), seconds),
    means: meansOf(side, timesEach(side.timed, seconds)),
  }));
}

function meansOf({ time, timed }: SideLine, counts: Float64Array): Float64Array {
  return Float64Array.from(counts, (count, bin) =>
    count < leastTimed ? Number.NaN : valueAt(time, bin) / valueAt(timed, bin),
  );
}
