import type { Candidate } from "./candidate.ts";
import { countedOf, type EdgeLine } from "./edge-line.ts";
import type { Bin } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { addTo, sumOf, timesEach } from "./numbers.ts";
import { findShareStep } from "./share-step.ts";

const bounds = { leastRise: 0.01, leastRatio: 3, leastCount: 30, leastCertainty: 40, burstBins: 2 };

/** Who gets requests or connections in plaintext that it did not get before: worth knowing, and never first. */
export function plaintextCandidates({ into }: LineGraph, bins: readonly Bin[]): Candidate[] {
  const seconds = Float64Array.from(bins, (bin) => bin.seconds);
  return [...into.values()].flatMap((lines): Candidate[] => {
    const [all, plain] = [new Float64Array(bins.length), new Float64Array(bins.length)];
    for (const { callee } of lines) {
      if (callee === undefined) continue;
      addTo(all, countedOf(callee));
      addTo(plain, callee.plaintext);
    }
    const step = findShareStep(timesEach(plain, seconds), timesEach(all, seconds), bounds);
    const line = step && mostSince(lines, step.start);
    if (step === undefined || line === undefined || !hasGrown(plain, step.start)) return [];
    const perSecond = (plain.at(-1) ?? 0) || sumOf(plain, step.start) / (bins.length - step.start);
    return [
      {
        origin: { type: "edge", line },
        kind: "plaintext",
        comparison: { bins, start: step.start },
        nodes: [line.target],
        edges: [line],
        trouble: { failedHere: 0, passedOn: 0, ownMs: 0, waitingMs: 0, isFailing: false, isSlow: false, harmed: 0 },
        requests: perSecond,
        retries: 0,
        certainty: step.certainty,
        otherwise: [{ type: "node", node: line.target }],
      },
    ];
  });
}

/** Where others call less its share is larger, and nothing is new. */
function hasGrown(plain: Float64Array, start: number): boolean {
  const meanOf = (values: Float64Array) => sumOf(values) / Math.max(1, values.length);
  return meanOf(plain.slice(start)) >= 2 * meanOf(plain.slice(0, start));
}

function mostSince(lines: readonly EdgeLine[], start: number): EdgeLine | undefined {
  const plainOf = ({ callee }: EdgeLine) => sumOf(callee?.plaintext ?? [], start);
  const [most] = lines.toSorted((a, b) => plainOf(b) - plainOf(a) || (a.id < b.id ? -1 : 1));
  return most;
}
