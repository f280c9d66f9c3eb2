import type { Course, FindingKind } from "@fyr/contract";
import type { Candidate } from "./candidate.ts";
import { edgeNumbers } from "./finding-numbers.ts";

const measureOf: Readonly<Partial<Record<FindingKind, Course["measure"]>>> = {
  failing: "errorRatio",
  slow: "meanMs",
  gone: "requestsPerSecond",
};

/** How what it is about went from bin to bin; undefined where it is not counted on edges. */
export function courseOf({ kind, origin, edges, comparison }: Candidate): Course | undefined {
  const lines = origin.type === "edge" ? [origin.line] : edges;
  const isTcpOnly = lines.every(({ protocol }) => protocol === "tcp");
  const measure = kind === "gone" && isTcpOnly ? "bytesPerSecond" : measureOf[kind];
  if (measure === undefined || origin.type === "host" || lines.length === 0) return undefined;
  // Without a request there is no share and no duration, but a rate of nothing.
  const unmeasured = measure === "requestsPerSecond" || measure === "bytesPerSecond" ? 0 : null;
  return {
    measure,
    times: comparison.bins.map(({ at }) => at),
    values: comparison.bins.map((_, bin) => edgeNumbers(lines, comparison, [bin])[measure] ?? unmeasured),
  };
}
