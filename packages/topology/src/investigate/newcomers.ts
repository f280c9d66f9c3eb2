import { isEnvoyCluster } from "../called-service.ts";
import { known } from "../optional.ts";
import { type EdgeLine, emptySide, type SideLine } from "./edge-line.ts";
import { addTo, valueAt } from "./numbers.ts";

/** The same lines; those to workloads that have not been there before know what stands for their past. */
export function withPasts(lines: readonly EdgeLine[]): EdgeLine[] {
  const bySource = Map.groupBy(lines, ({ source }) => source.id);
  return lines.map((line) => {
    const since = firstBin(line);
    if (since === 0) return line;
    const beside = linesBeside(line, bySource.get(line.source.id) ?? []);
    return beside.length === 0 ? line : { ...line, past: pastOf(line, beside, since) };
  });
}

function firstBin({ asked, caller, callee }: EdgeLine): number {
  const isThere = asked.findIndex(
    (value, bin) => value > 0 || valueAt(caller?.requests ?? [], bin) > 0 || valueAt(callee?.requests ?? [], bin) > 0,
  );
  return Math.max(0, isThere);
}

/** Those who answer the same caller for the same services: other versions, and who was there before. */
function linesBeside({ id, protocol, services, target }: EdgeLine, fromSource: readonly EdgeLine[]): EdgeLine[] {
  if (target.workload === undefined || protocol === "tcp") return [];
  // What the mesh does not know is no service of anybody's.
  const named = [...services].filter((name) => !isEnvoyCluster(name));
  return fromSource.filter(
    (one) =>
      one.id !== id &&
      one.protocol === protocol &&
      one.target.workload !== undefined &&
      named.some((name) => one.services.has(name)),
  );
}

/** Up to bin `since` those beside it, from there on itself. */
function pastOf(line: EdgeLine, beside: readonly EdgeLine[], since: number): NonNullable<EdgeLine["past"]> {
  const before = (of: (one: EdgeLine) => Float64Array | undefined) => {
    const sum = new Float64Array(line.asked.length);
    for (const one of beside) addTo(sum, of(one)?.subarray(0, since) ?? []);
    addTo(sum.subarray(since), of(line)?.subarray(since) ?? []);
    return sum;
  };
  const sideOf = (side: "caller" | "callee"): SideLine | undefined =>
    line[side] && {
      ...emptySide(line.asked.length),
      ...Object.fromEntries(measures.map((measure) => [measure, before((one) => one[side]?.[measure])])),
    };
  return {
    asked: before(({ asked }) => asked),
    ...known("caller", sideOf("caller")),
    ...known("callee", sideOf("callee")),
  };
}

const measures = ["requests", "errors", "failed", "late", "client", "time", "timed"] as const;
