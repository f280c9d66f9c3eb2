import type { NodeId } from "@fyr/contract";
import type { Place } from "../place.ts";
import { type Candidate, failsHard, failWaiting, type Origin } from "./candidate.ts";
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
  const found = new Map<NodeId, Blamed>();
  const refusing = new Set(candidates.filter(refusesConnections).flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const isRefused = ({ nodes }: Candidate) =>
    nodes.some((node) => tcpFrom(node, graph).some(({ target }) => refusing.has(target.id)));
  const all = candidates.filter((one) => isOwnSlow(one) && !isRefused(one));
  for (const group of togetherIn(all)) {
    let slow = group;
    const blame = () => bestOf(slow, { all, found }, graph, saturated);
    for (let next = blame(); next; next = blame()) {
      const { best, others } = next;
      slow = slow.filter((one) => !best.slowed.includes(one));
      const before = found.get(best.target.id);
      found.set(best.target.id, before === undefined ? next : { best: both(before.best, best), others });
    }
  }
  const blamed = [...found.values()];
  const slowed = new Set(blamed.flatMap(({ best }) => best.slowed));
  return [
    ...candidates.filter((one) => !slowed.has(one)),
    ...blamed.map(({ best, others }) => saturated(dependency(best, others))),
  ];
}

/** Who is most likely waited for, and who else is by the same callers. */
interface Blamed {
  readonly best: Callers;
  readonly others: readonly Callers[];
}

/** Seconds: who slows down that much later than the one before does so for another reason. */
const apartSeconds = 170;

/** Those who slowed down one shortly after the other, the earliest group first. */
function togetherIn(slow: readonly Candidate[]): Candidate[][] {
  const began = ({ comparison: { bins, start } }: Candidate) => bins[start]?.at ?? 0;
  const groups: Candidate[][] = [];
  for (const one of slow.toSorted((a, b) => began(a) - began(b))) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group === undefined || before === undefined || began(one) - began(before) > apartSeconds) groups.push([one]);
    else group.push(one);
  }
  return groups;
}

function both(one: Callers, other: Callers): Callers {
  return {
    ...one,
    edges: [...new Set([...one.edges, ...other.edges])],
    slowed: [...one.slowed, ...other.slowed],
  };
}

/** Then it is known what its callers wait for. */
function refusesConnections({ kind, edges }: Candidate): boolean {
  return kind === "failing" && edges.length > 0 && edges.every(({ protocol }) => protocol === "tcp");
}

function isOwnSlow(candidate: Candidate): boolean {
  const { trouble, origin, within } = candidate;
  return trouble.isSlow && origin.type === "node" && within === undefined && !lacksCpu(candidate);
}

/** Everybody who is slow, at whatever time, and who is waited for already: maybe by those seen to slow down later, too. */
interface Known {
  readonly all: readonly Candidate[];
  readonly found: ReadonlyMap<NodeId, Blamed>;
}

function bestOf(
  slow: readonly Candidate[],
  { all, found }: Known,
  graph: LineGraph,
  saturated: Saturated,
): Blamed | undefined {
  const targets = new Map<NodeId, Place>();
  for (const { nodes } of slow) {
    for (const node of nodes) for (const line of tcpFrom(node, graph)) targets.set(line.target.id, line.target);
  }
  const [best, ...others] = [...targets.values()]
    .map((target) => ({
      ...callersOf(target, slow, graph, saturated),
      asking: callersAmong(all, target, graph).length,
    }))
    .filter(isLikely)
    .toSorted(
      (a, b) =>
        b.slowed.length - a.slowed.length ||
        Number(found.has(b.target.id)) - Number(found.has(a.target.id)) ||
        a.untouched - b.untouched ||
        b.asking - a.asking ||
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

function tcpInto({ id }: Place, { into }: LineGraph): EdgeLine[] {
  return (into.get(id) ?? []).filter(({ protocol }) => protocol === "tcp");
}

function callersAmong(candidates: readonly Candidate[], target: Place, graph: LineGraph): Candidate[] {
  const edges = tcpInto(target, graph);
  return candidates.filter(({ nodes }) => edges.some(({ source }) => nodes.some(({ id }) => id === source.id)));
}

function callersOf(target: Place, slow: readonly Candidate[], graph: LineGraph, saturated: Saturated): Callers {
  const edges = tcpInto(target, graph);
  const calling = callersAmong(slow, target, graph);
  const failing = calling.filter(failsHard);
  // Where others only wait, waiting does not make one fail.
  const slowed = failing.length < failWaiting * calling.length ? calling.filter((one) => !failsHard(one)) : calling;
  const [first] = slowed;
  const others = edges.filter(({ source }) => !slowed.some(({ nodes }) => nodes.some(({ id }) => id === source.id)));
  const own = edges.filter((edge) => !others.includes(edge));
  const origin: Origin = { type: "node", node: target };
  return {
    target,
    lacksCpu: first !== undefined && lacksCpu(saturated({ ...first, origin, nodes: [target] })),
    edges: own,
    slowed,
    untouched: others.filter(({ source }) => isUntouched(source, slowed, graph)).length,
    bytes: own.reduce((sum, edge) => sum + lastBytes(edge), 0),
  };
}

/** Of how long requests took, what is no change. */
const untouchedShare = 0.08;
/** Of what others have waited longer, what somebody who asks less often would have. */
const askingLess = 0.5;

/** It was no slower, and would have been by more than its own ups and downs. */
function isUntouched(node: Place, slowed: readonly Candidate[], graph: LineGraph): boolean {
  const [first] = slowed;
  if (first === undefined) return false;
  const excess = nodeExcess(node, graph, first.comparison, false);
  if (excess.requests < 0.2 || excess.meanBefore <= 0) return false;
  const { isSlow, ownMs } = ownTrouble(excess);
  const noChange = Math.max(2, untouchedShare * excess.meanBefore);
  const expected = askingLess * Math.min(...slowed.map(({ trouble }) => trouble.ownMs));
  return !isSlow && ownMs < noChange && expected >= noChange;
}

function lastBytes({ caller, callee }: EdgeLine): number {
  return (caller ?? callee)?.bytes.at(-1) ?? 0;
}

function isLikely({ edges, slowed, untouched }: Callers): boolean {
  if (slowed.length / (slowed.length + untouched) < mostOfThem) return false;
  const [only] = slowed;
  if (slowed.length > 1 || only === undefined) return true;
  // Of all that a caller asks ztunnels know nothing else either: it would be one of many, by chance.
  return !failsHard(only) && !edges.every(({ ztunnel }) => ztunnel);
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
