import { countedOf, type EdgeLine, type SideLine, seenByCallee, seenByCaller } from "./edge-line.ts";
import type { LineGraph } from "./node-excess.ts";
import { addTo, medianOf, timesEach, valueAt } from "./numbers.ts";

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

/** Once for each side that has counted. `seconds`: of each bin. `beside`: see `linesBeside`. */
export function countsOf(line: EdgeLine, seconds: Float64Array, beside: readonly EdgeLine[] = []): EdgeCounts[] {
  const caller = seenByCaller(line);
  const sides = [...new Set([caller, seenByCallee(line)])].filter((side) => side !== undefined);
  return sides.map((side) => {
    const isCaller = side === caller;
    const counted = (measure: CountedMeasure) => (one: EdgeLine) =>
      countedOn(one, isCaller ? seenByCaller(one) : seenByCallee(one), measure, isCaller);
    const began = firstBin(counted("of")(line));
    const counts = (measure: CountedMeasure) => timesEach(withBefore(counted(measure), line, beside, began), seconds);
    return {
      line,
      side,
      failed: counts("failed"),
      late: counts("late"),
      client: counts("client"),
      of: counts("of"),
      ...durationsOf(timesEach(side.timed, seconds), side),
    };
  });
}

type CountedMeasure = "failed" | "late" | "client" | "of";

function countedOn(
  { asked }: EdgeLine,
  side: SideLine | undefined,
  measure: CountedMeasure,
  isCaller: boolean,
): Float64Array {
  if (side === undefined) return new Float64Array();
  if (measure !== "of") return side[measure];
  return isCaller ? asked : countedOf(side);
}

function firstBin(values: Float64Array): number {
  const first = values.findIndex((value) => value > 0);
  return first < 0 ? values.length : first;
}

/** Who is new is compared with what its caller got before from those it stands beside. */
function withBefore(
  counted: (line: EdgeLine) => Float64Array,
  line: EdgeLine,
  beside: readonly EdgeLine[],
  began: number,
): Float64Array {
  const own = counted(line);
  if (began === 0 || beside.length === 0) return own;
  const before = new Float64Array(own.length);
  for (const one of beside) addTo(before, counted(one).slice(0, began));
  return own.map((value, bin) => (bin < began ? valueAt(before, bin) : value));
}

/** Those who answer the same caller for the same services: other versions, and who was there before. */
export function linesBeside({ id, source, protocol, services, target }: EdgeLine, { outOf }: LineGraph): EdgeLine[] {
  if (target.workload === undefined || protocol === "tcp") return [];
  return (outOf.get(source.id) ?? []).filter(
    (one) =>
      one.id !== id &&
      one.protocol === protocol &&
      one.target.workload !== undefined &&
      [...one.services].some((name) => services.has(name)),
  );
}

function durationsOf(counts: Float64Array, { time, timed }: SideLine): Pick<EdgeCounts, "means" | "meansSpread"> {
  const enough = counts.filter((count) => count >= leastTimed);
  return {
    means: Float64Array.from(counts, (count, bin) =>
      count < leastTimed ? Number.NaN : valueAt(time, bin) / valueAt(timed, bin),
    ),
    meansSpread: leastSpread / Math.sqrt(Math.max(leastTimed, medianOf(enough))),
  };
}
