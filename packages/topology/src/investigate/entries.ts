import type { AffectedEntry, NodeId } from "@fyr/contract";
import type { Place } from "../place.ts";
import { roundRatio } from "../wire-grid.ts";
import { seenByCaller } from "./edge-line.ts";
import { averageOver, stretchesOf } from "./excess.ts";
import { edgeNumbers } from "./finding-numbers.ts";
import type { Folded } from "./fold.ts";
import { harmedOn, harmUpstream } from "./harm-upstream.ts";
import type { LineGraph } from "./node-excess.ts";

/** Where requests enter the mesh: gateways, and whoever calls without being called by anybody known. */
export function entriesOf(graph: LineGraph): Place[] {
  const found: { readonly place: Place; readonly perSecond: number }[] = [];
  for (const [, lines] of graph.outOf) {
    const [first] = lines;
    if (first === undefined || first.source.kind === "unknown" || first.source.kind === "waypoint") continue;
    const isCalled = (graph.into.get(first.source.id) ?? []).some(({ source }) => source.kind !== "unknown");
    if (isCalled && first.source.kind !== "gateway") continue;
    const perSecond = lines.reduce((sum, line) => sum + (seenByCaller(line)?.requests.at(-1) ?? 0), 0);
    if (perSecond > 0) found.push({ place: first.source, perSecond });
  }
  return found
    .sort((a, b) => b.perSecond - a.perSecond || (a.place.id < b.place.id ? -1 : 1))
    .map(({ place }) => place);
}

/** A share smaller than this is nobody's trouble. */
const leastShare = 0.0001;

/** Whom a finding harms, and what share of all that enters the mesh that is. */
export function affectedEntries(
  { candidate, changes }: Folded,
  entries: readonly Place[],
  graph: LineGraph,
): { readonly entries: AffectedEntry[]; readonly share: number } {
  const { comparison } = candidate;
  const changed = new Set(changes.map(({ line }) => line));
  const upstream = harmUpstream(candidate.edges, comparison, graph);
  const stretches = stretchesOf(comparison);
  let [all, allHarmed] = [0, 0];
  const affected = entries.flatMap((place): (AffectedEntry & { harmed: number })[] => {
    const lines = graph.outOf.get(place.id) ?? [];
    const requests = lines.reduce((sum, { asked }) => sum + averageOver(asked, comparison.bins, stretches.now), 0);
    const measured = lines
      .filter((line) => changed.has(line))
      .reduce((sum, line) => sum + harmedOn(line, comparison), 0);
    const harmed = Math.min(requests, Math.max(measured, upstream.get(place.id) ?? 0));
    all += requests;
    allHarmed += harmed;
    if (harmed <= leastShare * requests) return [];
    const numbers = {
      now: edgeNumbers(lines, comparison, stretches.now),
      usual: edgeNumbers(lines, comparison, stretches.before),
    };
    return [{ node: place.id, ...numbers, share: roundRatio(harmed / requests), harmed }];
  });
  return {
    entries: affected
      .sort((a, b) => b.harmed - a.harmed || compare(a.node, b.node))
      .map(({ harmed: _, ...one }) => one),
    share: all > 0 ? allHarmed / all : 0,
  };
}

function compare(a: NodeId, b: NodeId): number {
  return a < b ? -1 : 1;
}
