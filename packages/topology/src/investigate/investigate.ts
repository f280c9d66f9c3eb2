import type { Finding, NodeId } from "@fyr/contract";
import type { Inventory } from "../inventory.ts";
import { known } from "../optional.ts";
import { preferredReporter } from "../reporters.ts";
import type { SampleKey } from "../samples.ts";
import { type Candidate, candidatesOf, type Incident, isRunningPlace } from "./candidate.ts";
import { chronicIncident } from "./chronic.ts";
import { type CloseLook, hostsUnder, type SeenClosely, seeClosely } from "./close-look.ts";
import { onsetIn } from "./close-onset.ts";
import { courseOf } from "./course-of.ts";
import { type EdgeChange, findEdgeChanges } from "./edge-change.ts";
import type { EdgeLine } from "./edge-line.ts";
import { withEjected } from "./ejected.ts";
import { affectedEntries, entriesOf } from "./entries.ts";
import { findingOf, type Weighed } from "./finding-of.ts";
import { byHarm, type Folded, foldCandidates } from "./fold.ts";
import { gatherLines } from "./gather-lines.ts";
import { goneCandidates } from "./gone.ts";
import type { MeshHistory } from "./history.ts";
import { blameHosts } from "./host-origin.ts";
import { incidentsOf } from "./incidents.ts";
import { withPasts } from "./newcomers.ts";
import { type LineGraph, lineGraph } from "./node-excess.ts";
import { onsetFromBins } from "./onset.ts";
import { plaintextCandidates } from "./plaintext.ts";
import { saturatedCandidates } from "./saturated.ts";
import { type ContainersOf, containersByWorkload, withSaturation } from "./saturation.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";
import { blameDependencies } from "./tcp-dependency.ts";
import { type TimeSpan, wellTime } from "./well-time.ts";
import { withinOf } from "./within.ts";

/** What a first, coarse look at a mesh leaves: what has changed, and where that seems to begin. */
export interface Suspicion {
  readonly history: MeshHistory;
  readonly lines: readonly EdgeLine[];
  readonly graph: LineGraph;
  readonly changes: readonly EdgeChange[];
  readonly candidates: readonly Candidate[];
  /** What was so already when the history began. */
  readonly chronic: Pick<Incident, "changes"> & { readonly candidates: readonly Candidate[] };
  /** What neither fails nor is slow: gone, in plaintext, or at its bounds. */
  readonly quiet: readonly Candidate[];
  readonly containersOf: ContainersOf;
}

export function suspect(history: MeshHistory, inventory?: Inventory): Suspicion {
  const lines = withPasts(gatherLines(history, inventory));
  const graph = lineGraph(lines);
  const changes = findEdgeChanges(lines, history.bins);
  const candidates = incidentsOf(changes, history.bins).flatMap((incident) => candidatesOf(incident, graph));
  const chronic = chronicIncident(lines, changes, history.bins);
  const unwell = new Set(changes.flatMap(({ line }) => [line.source.id, line.target.id]));
  const isUnwell = ({ source, target }: EdgeLine) => unwell.has(source.id) || unwell.has(target.id);
  const containersOf = containersByWorkload(history, graph);
  const suffers = new Set([...unwell, ...chronic.changes.map(({ line }) => line.target.id)]);
  const quiet = [
    ...goneCandidates(lines, graph, history.bins, isUnwell),
    ...plaintextCandidates(graph, history.bins),
    ...saturatedCandidates(graph, history.bins, containersOf, ({ id }) => suffers.has(id)),
  ];
  return {
    history,
    lines,
    graph,
    changes,
    candidates,
    chronic: { ...chronic, candidates: candidatesOf(chronic, graph) },
    quiet,
    containersOf,
  };
}

/** What to look at closely: these edges, from one moment to another (Unix seconds). Undefined where nothing is wrong. */
export function closeLookWanted({ candidates, history }: Suspicion, windowSeconds: number): WantedLook | undefined {
  const lines = [...new Set(candidates.toSorted(byHarm).flatMap(({ edges }) => edges))].slice(0, mostLines);
  const spans = candidates.flatMap(({ comparison: { start } }) => {
    const [first, last] = [history.bins[Math.max(0, start - 2)], history.bins[start]];
    return first === undefined || last === undefined
      ? []
      : [{ from: first.at - first.seconds - 4 * windowSeconds, to: last.at + 5 * windowSeconds }];
  });
  const at = history.bins.at(-1)?.at;
  if (at === undefined || spans.length === 0) return undefined;
  const to = Math.min(at, Math.max(...spans.map((span) => span.to)));
  return { lines, from: Math.min(...spans.map((span) => span.from)), to };
}

export interface WantedLook {
  readonly lines: readonly EdgeLine[];
  readonly from: number;
  readonly to: number;
}

const mostLines = 60;

/** Who looks at more than so many findings reads a list. */
const mostCourses = 8;

/** A finding with what more is to be asked about it. */
export interface Found {
  readonly finding: Finding;
  /** What it was measured by, as callers saw it: for its percentiles. */
  readonly keys: readonly SampleKey[];
  /** What it is compared with: see `wellTime`. */
  readonly well: readonly TimeSpan[];
  readonly around: Surroundings;
}

/** What is wrong, most requests harmed first, and where requests enter the mesh. */
export function investigate(
  { history, lines, graph, changes, candidates, chronic, quiet, containersOf }: Suspicion,
  look?: CloseLook,
  inventory?: Inventory,
): { readonly found: Found[]; readonly entries: NodeId[] } {
  const seen = look && seeClosely(look, inventory);
  const onset = (candidate: Candidate) =>
    quiet.includes(candidate)
      ? onsetFromBins(candidate.comparison, candidate.comparison.start)
      : onsetIn(candidate, changes, seen);
  const onsetAt = (candidate: Candidate) => onset(candidate)?.at ?? 0;
  const onHosts = blameHosts(candidates, { ...history, hosts: namedHosts(history, inventory) }, seen, onsetAt);
  const withPods = seen === undefined ? onHosts : onHosts.map((one) => withWithin(one, seen, onsetAt(one)));
  const saturated = (one: Candidate) => withSaturation(one, containersOf, seen);
  const blamed = blameDependencies(withPods.map(saturated), graph, saturated);
  const entries = entriesOf(graph);
  const folded = [
    ...foldCandidates(blamed, changes, lines),
    ...foldCandidates(chronic.candidates.map(saturated), chronic.changes, lines),
    ...quiet
      .filter((one) => one.kind !== "saturated" || !isAmong(one, blamed))
      .map((candidate) => ({ candidate, follows: [], changes: [] })),
  ];
  const withEjections = (one: Folded): Folded => ({
    ...one,
    candidate: withEjected(one.candidate, seen, onsetAt(one.candidate)),
  });
  const weighed = folded
    .map((one) => ({
      ...findingOf(withEjections(one), { entriesOf: (it) => affectedEntries(it, entries, graph), onset }),
      candidate: one.candidate,
    }))
    .sort((a, b) => orderOf(a) - orderOf(b) || b.weight - a.weight || (a.finding.id < b.finding.id ? -1 : 1));
  return {
    found: weighed.map(({ finding, candidate }, rank) => ({
      finding: { ...finding, ...(rank < mostCourses && known("course", courseOf(candidate))) },
      keys: keysOf(candidate),
      well: wellTime(candidate.comparison),
      around: surroundingsOf(candidate, graph, [...hostsUnder(candidate, seen)]),
    })),
    entries: entries.map(({ id }) => id),
  };
}

/** What is measured of a Kubernetes node often names it by its address, pods by its name. */
function namedHosts({ hosts }: MeshHistory, inventory: Inventory | undefined): MeshHistory["hosts"] {
  return hosts.map((host) => ({ ...host, name: inventory?.hostNames?.get(host.name) ?? host.name }));
}

/** Whom others have it from is told with what they have from it. */
function isAmong({ nodes }: Candidate, others: readonly Candidate[]): boolean {
  return others.some((other) => other.nodes.some(({ id }) => nodes.some((node) => node.id === id)));
}

/** What began comes before what was always so, and both before what is only worth knowing. */
function orderOf({ finding, isChronic }: Weighed): number {
  return finding.status === "notice" ? 2 : Number(isChronic);
}

function keysOf({ origin, edges }: Candidate): SampleKey[] {
  if (isRunningPlace(origin)) return [];
  const lines = origin.type === "edge" ? [origin.line] : edges;
  return lines.flatMap(({ keys }) => {
    const all = [...keys].filter(({ protocol }) => protocol !== "tcp");
    const reporter = preferredReporter(new Set(all.map((key) => key.reporter)));
    return all.filter((key) => key.reporter === reporter);
  });
}

function withWithin(candidate: Candidate, seen: SeenClosely, onset: number): Candidate {
  return { ...candidate, ...known("within", withinOf(candidate, seen, onset)) };
}
