import type { Candidate } from "./candidate.ts";
import { type EdgeLine, seenByCaller } from "./edge-line.ts";
import { averageOver, stretchesOf } from "./excess.ts";
import type { Bin } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { sumOf, valueAt } from "./numbers.ts";

/** Requests a second that are missed, and what is left of them. */
const missed = { perSecond: 1, left: 0.02 };
/** Bins without any, before which there were hardly any. */
const fewestBins = 3;
const steadyBins = 20;
const steadyShare = 0.95;
/** Of its own requests a caller must still get so many. */
const stillCalled = 0.6;

/** Services that somebody stopped to call who still gets as many requests: nothing fails, and nothing arrives. */
export function goneCandidates(
  lines: readonly EdgeLine[],
  graph: LineGraph,
  bins: readonly Bin[],
  isUnwell: (line: EdgeLine) => boolean,
): Candidate[] {
  return lines.flatMap((line): Candidate[] => {
    const own = seenByCaller(line)?.requests;
    if (own === undefined || line.protocol === "tcp" || line.source.kind === "unknown") return [];
    const start = silentSince(own);
    if (start === undefined || bins.length - start < fewestBins || start < steadyBins) return [];
    const comparison = { bins, start };
    const { before, now } = stretchesOf(comparison);
    const usual = averageOver(own, bins, before);
    if (usual < missed.perSecond || !isSteady(own, start)) return [];
    const asksElsewhere = averageOver(servicesOf(line, graph), bins, now) > missed.left * usual;
    if (asksElsewhere || isUnwell(line) || !isStillCalled(line, graph, comparison)) return [];
    return [
      {
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
        requests: averageOver(own, bins, now),
        retries: 0,
        certainty: usual * sumOf(Float64Array.from(bins.slice(start), ({ seconds }) => seconds)),
        otherwise: [{ type: "node", node: line.target }],
      },
    ];
  });
}

function silentSince(requests: Float64Array): number | undefined {
  let start = requests.length;
  while (start > 0 && valueAt(requests, start - 1) < 0.01) start--;
  return start === requests.length || start === 0 ? undefined : start;
}

function isSteady(requests: Float64Array, start: number): boolean {
  const past = requests.slice(Math.max(0, start - 60), start);
  return past.filter((rate) => rate > 0.01).length >= steadyShare * past.length;
}

/** What the caller asks of the same services, whoever answers: another version may have taken over. */
function servicesOf({ source, services, asked }: EdgeLine, { outOf }: LineGraph): Float64Array {
  const others = (outOf.get(source.id) ?? []).filter((line) => [...line.services].some((name) => services.has(name)));
  return Float64Array.from(asked, (_, bin) =>
    others.reduce((sum, line) => sum + valueAt(seenByCaller(line)?.requests ?? [], bin), 0),
  );
}

function isStillCalled(
  { source }: EdgeLine,
  { into, outOf }: LineGraph,
  comparison: Parameters<typeof stretchesOf>[0],
): boolean {
  const { before, now } = stretchesOf(comparison);
  const calls = into.get(source.id) ?? outOf.get(source.id) ?? [];
  const rate = (stretch: typeof now) =>
    calls.reduce((sum, line) => sum + averageOver(seenByCaller(line)?.requests ?? [], comparison.bins, stretch), 0);
  return rate(now) >= stillCalled * rate(before);
}
