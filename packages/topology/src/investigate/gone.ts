import type { Candidate } from "./candidate.ts";
import { type EdgeLine, seenByCaller } from "./edge-line.ts";
import { usedBy, useOf } from "./edge-use.ts";
import { averageOver, type Comparison, stretchesOf } from "./excess.ts";
import { goesElsewhere } from "./goes-elsewhere.ts";
import type { Bin } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { quantileOf, sumOf, valueAt } from "./numbers.ts";
import { isStillBusy } from "./still-busy.ts";

/** Requests or bytes a second that are missed. */
const missed = { requests: 1, bytes: 200 };
/** Connections that are open and say nothing keep each other alive: what is left of the bytes is no use. */
const idle = { requests: 0.01, bytes: 1, shareOfBytes: 0.02 };
/** Bins without any, before which there were hardly any. */
const fewestBins = 3;
const steadyBins = 20;
const steadyShare = 0.95;

/** What somebody stopped to call who is as busy as before: nothing fails, and nothing arrives. */
export function goneCandidates(
  lines: readonly EdgeLine[],
  graph: LineGraph,
  bins: readonly Bin[],
  isUnwell: (line: EdgeLine) => boolean,
): Candidate[] {
  return lines.flatMap((line): Candidate[] => {
    if (line.source.kind === "unknown") return [];
    const use = useOf(line);
    const level = idleLevel(line, use);
    const start = silentSince(use, level);
    if (start === undefined || bins.length - start < fewestBins || start < steadyBins) return [];
    const comparison = { bins, start };
    const usual = averageOver(use, bins, stretchesOf(comparison).before);
    if (usual < missed[usedBy(line)] || !isSteady(use, start, level)) return [];
    if (isUnwell(line) || goesElsewhere(line, graph, comparison) || !isStillBusy(line, graph, comparison)) return [];
    return [goneCandidate(line, comparison)];
  });
}

function goneCandidate(line: EdgeLine, comparison: Comparison): Candidate {
  const { bins, start } = comparison;
  const { before, now } = stretchesOf(comparison);
  const counted = seenByCaller(line)?.[line.protocol === "tcp" ? "connections" : "requests"] ?? [];
  const usual = averageOver(counted, bins, before);
  return {
    origin: { type: "edge", line },
    kind: "gone",
    comparison,
    nodes: [line.target],
    edges: [line],
    trouble: {
      failedHere: 0,
      passedOn: 0,
      ownMs: 0,
      waitingMs: 0,
      isFailing: false,
      isSlow: false,
      harmed: usual / 2,
    },
    requests: averageOver(counted, bins, now),
    retries: 0,
    certainty: usual * sumOf(Float64Array.from(bins.slice(start), ({ seconds }) => seconds)),
    otherwise: [{ type: "node", node: line.target }],
  };
}

function idleLevel({ protocol }: EdgeLine, use: Float64Array): number {
  return protocol === "tcp" ? Math.max(idle.bytes, idle.shareOfBytes * quantileOf(use, 0.75)) : idle.requests;
}

function silentSince(use: Float64Array, level: number): number | undefined {
  let start = use.length;
  while (start > 0 && valueAt(use, start - 1) < level) start--;
  return start === use.length || start === 0 ? undefined : start;
}

function isSteady(use: Float64Array, start: number, level: number): boolean {
  const past = use.slice(Math.max(0, start - 60), start);
  return past.filter((rate) => rate > level).length >= steadyShare * past.length;
}
