import type { NodeId } from "@fyr/contract";
import type { Place } from "../place.ts";
import type { Candidate, Origin } from "./candidate.ts";
import type { EdgeLine } from "./edge-line.ts";
import type { LineGraph } from "./node-excess.ts";
import { nodeExcess } from "./node-excess.ts";
import { ownTrouble } from "./own-trouble.ts";
import { lacksCpu } from "./saturation.ts";

/** Who calls something over TCP, by how they are since. */
interface Callers {
  readonly target: Place;
  readonly edges: readonly EdgeLine[];
  readonly slowed: readonly Candidate[];
  readonly untouched: number;
  /** It has too little CPU since. */
  readonly lacksCpu: boolean;
  /** Bytes a second of those that slowed. */
  readonly bytes: number;
}

const mostOfThem = 0.6;

type Saturated = (candidate: Candidate) => Candidate;

/**
 * Nothing times what is said over TCP: a database that answers slowly shows as time of its callers' own. Where several
 * slow down together, and hardly anybody else behind it does not, it is what they call. With one caller alone nobody
 * can tell the two apart: the database is named where the caller only waits, the caller where it fails as well. Who has
 * too little CPU itself waits for nobody. `saturated`: what a candidate has too little of.
 */
export function blameDependencies(
  candidates: readonly Candidate[],
  graph: LineGraph,
  saturated: Saturated,
): Candidate[] {
  const slow = candidates.filter(isOwnSlow);
  let left = [...candidates];
  let found = bestOf(slow, graph, saturated);
  while (found !== undefined) {
    const { slowed } = found.best;
    left = [...left.filter((one) => !slowed.includes(one)), saturated(dependency(found.best, found.others))];
    found = bestOf(
      slow.filter((one) => left.includes(one)),
      graph,
      saturated,
    );
  }
  return left;
}

function isOwnSlow(candidate: Candidate): boolean {
  const { trouble, origin, within } = candidate;
  return trouble.isSlow && origin.type === "node" && within === undefined && !lacksCpu(candidate);
}

function bestOf(slow: readonly Candidate[], graph: LineGraph, saturated: Saturated) {
  const targets = new Map<NodeId, Place>();
  for (const { nodes } of slow) {
    for (const node of nodes) for (const line of tcpFrom(node, graph)) targets.set(line.target.id, line.target);
  }
  const [best, ...others] = [...targets.values()]
    .map((target) => callersOf(target, slow, graph, saturated))
    .filter(isLikely)
    .toSorted(
      (a, b) =>
        b.slowed.length - a.slowed.length ||
        a.untouched - b.untouched ||
        Number(b.lacksCpu) - Number(a.lacksCpu) ||
        b.bytes - a.bytes ||
        (a.target.id < b.target.id ? -1 : 1),
    );
  if (best === undefined) return undefined;
  return { best, others: others.filter((other) => haveSameSlowed(other, best)) };
}

function haveSameSlowed({ slowed }: Callers, best: Callers): boolean {
  return slowed.length === best.slowed.length && slowed.every((one) => best.slowed.includes(one));
}

function tcpFrom(node: Place, { outOf }: LineGraph): EdgeLine[] {
  return (outOf.get(node.id) ?? []).filter(({ protocol }) => protocol === "tcp");
}

function callersOf(target: Place, slow: readonly Candidate[], graph: LineGraph, saturated: Saturated): Callers {
  const edges = (graph.into.get(target.id) ?? []).filter(({ protocol }) => protocol === "tcp");
  const slowed = slow.filter(({ nodes }) => edges.some(({ source }) => nodes.some(({ id }) => id === source.id)));
  const [first] = slowed;
  const others = edges.filter(({ source }) => !slowed.some(({ nodes }) => nodes.some(({ id }) => id === source.id)));
  const own = edges.filter((edge) => !others.includes(edge));
  const origin: Origin = { type: "node", node: target };
  return {
    target,
    lacksCpu: first !== undefined && lacksCpu(saturated({ ...first, origin, nodes: [target] })),
    edges: own,
    slowed,
    untouched: first === undefined ? 0 : others.filter(({ source }) => isUntouched(source, first, graph)).length,
    bytes: own.reduce((sum, edge) => sum + lastBytes(edge), 0),
  };
}

const untouchedShare = 0.08;

function isUntouched(node: Place, { comparison }: Candidate, graph: LineGraph): boolean {
  const excess = nodeExcess(node, graph, comparison, false);
  if (excess.requests < 0.2 || excess.meanBefore <= 0) return false;
  const { isSlow, ownMs } = ownTrouble(excess);
  return !isSlow && ownMs < Math.max(2, untouchedShare * excess.meanBefore);
}

function lastBytes({ caller, callee }: EdgeLine): number {
  return (caller ?? callee)?.bytes.at(-1) ?? 0;
}

function isLikely({ slowed, untouched }: Callers): boolean {
  if (slowed.length / (slowed.length + untouched) < mostOfThem) return false;
  const [only] = slowed;
  return slowed.length > 1 || (only !== undefined && !failsHard(only));
}

/** Beyond what gives up waiting. */
function failsHard({ kind, excess }: Candidate): boolean {
  return kind === "failing" && excess !== undefined && excess.failed > excess.late;
}

function dependency({ target, edges, slowed }: Callers, others: readonly Callers[]): Candidate {
  const [first] = slowed.toSorted((a, b) => b.trouble.harmed - a.trouble.harmed);
  if (first === undefined) throw new Error("A dependency is blamed by somebody.");
  const sum = (of: (one: Candidate) => number) => slowed.reduce((total, one) => total + of(one), 0);
  const callers = slowed.flatMap(({ nodes }) => nodes.map((node): Origin => ({ type: "node", node })));
  const { excess: _, saturation: __, ...plain } = first;
  return {
    ...plain,
    origin: { type: "node", node: target },
    kind: "slow",
    isToldByCallers: true,
    nodes: [target, ...slowed.flatMap(({ nodes }) => nodes)],
    edges: [...edges, ...slowed.flatMap((one) => one.edges)],
    trouble: {
      ...first.trouble,
      failedHere: sum(({ trouble }) => trouble.failedHere),
      harmed: sum(({ trouble }) => trouble.harmed),
    },
    requests: sum(({ requests }) => requests),
    certainty: Math.max(...slowed.map(({ certainty }) => certainty)),
    otherwise: [...others.map(({ target: node }): Origin => ({ type: "node", node })), ...callers],
  };
}
