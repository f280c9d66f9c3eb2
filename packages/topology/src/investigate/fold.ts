import type { NodeId } from "@fyr/contract";
import { type Candidate, comparisonSince, failsHard, failWaiting, ownChanges } from "./candidate.ts";
import type { EdgeChange } from "./edge-change.ts";
import type { EdgeLine } from "./edge-line.ts";
import { mostlyOwn } from "./own-trouble.ts";

/** A candidate with the others that follow from it, and every changed edge on the ways to it. */
export interface Folded {
  readonly candidate: Candidate;
  readonly follows: readonly Candidate[];
  readonly changes: readonly EdgeChange[];
}

/** Who has most of its trouble from behind it is no origin, nor is who gets more requests because others try again. */
export function foldCandidates(
  candidates: readonly Candidate[],
  changes: readonly EdgeChange[],
  lines: readonly EdgeLine[],
): Folded[] {
  const callers = Map.groupBy(changes, ({ line }) => line.target.id);
  const downstream = reachIn(lines);
  const above = new Map(candidates.map((one) => [one, changesAbove(one, callers)]));
  const began = new Map(candidates.map((one) => [one, beginning(one, callers)]));
  const isEarlier = (one: Candidate, other: Candidate) =>
    (began.get(other) ?? 0) - (began.get(one) ?? 0) >= clearlyEarlier;
  const explainedBy = new Map<Candidate, Candidate>();
  const ranked = candidates.toSorted(byHarm);
  for (const one of ranked) {
    const cause = ranked.find(
      (other) =>
        other !== one &&
        !isUnder(explainedBy, other, one) &&
        !isEarlier(one, other) &&
        (hasItFrom(one, other, above) || isDrivenBy(one, other, downstream)),
    );
    if (cause !== undefined) explainedBy.set(one, cause);
  }
  const rootOf = (one: Candidate): Candidate => {
    const cause = explainedBy.get(one);
    return cause === undefined ? one : rootOf(cause);
  };
  return ranked
    .filter((one) => !explainedBy.has(one))
    .map((candidate) => {
      const follows = ranked.filter((one) => one !== candidate && rootOf(one) === candidate);
      const all = [candidate, ...follows].flatMap((one) => above.get(one) ?? []);
      return { candidate, follows, changes: [...new Set(all)] };
    });
}

export function byHarm(a: Candidate, b: Candidate): number {
  return b.trouble.harmed - a.trouble.harmed || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ origin }: Candidate): string {
  switch (origin.type) {
    case "node":
      return origin.node.id;
    case "edge":
      return origin.line.id;
    case "host":
    case "zone":
      return origin.name;
  }
}

function isUnder(explainedBy: ReadonlyMap<Candidate, Candidate>, one: Candidate, top: Candidate): boolean {
  const cause = explainedBy.get(one);
  return cause !== undefined && (cause === top || isUnder(explainedBy, cause, top));
}

/** Every changed edge that leads to a candidate over changed edges alone. */
function changesAbove({ nodes, edges }: Candidate, callers: ReadonlyMap<NodeId, readonly EdgeChange[]>): EdgeChange[] {
  const found = new Set<EdgeChange>();
  const left = new Set<NodeId>(nodes.map(({ id }) => id));
  for (const edge of edges) left.add(edge.target.id);
  for (const node of left) {
    for (const change of callers.get(node) ?? []) {
      found.add(change);
      left.add(change.line.source.id);
    }
  }
  return [...found];
}

/** Seconds: bins of a minute may be one off. */
const clearlyEarlier = 100;

/** When what a candidate is told for began (Unix seconds), as near as bins tell. */
function beginning(candidate: Candidate, callers: ReadonlyMap<NodeId, readonly EdgeChange[]>): number {
  const { nodes, comparison } = candidate;
  const own = ownChanges(
    candidate,
    nodes.flatMap(({ id }) => callers.get(id) ?? []),
  );
  const { start, bins } = own.length === 0 ? comparison : comparisonSince(own, comparison.bins);
  return bins[start]?.at ?? 0;
}

/** More of its own trouble than this and it is another one, whatever is behind it. */
const nearlyAll = 0.75;

/** Does `one` call, over changed edges, what `other` is, and is its own share of its trouble small beside that? */
function hasItFrom(one: Candidate, other: Candidate, above: ReadonlyMap<Candidate, readonly EdgeChange[]>): boolean {
  const toOther = above.get(other) ?? [];
  const calls = one.nodes.some((node) => toOther.some(({ line }) => line.source.id === node.id));
  if (!calls || other.nodes.some((node) => one.nodes.some(({ id }) => id === node.id))) return false;
  if (lacksConnections(one, toOther)) return true;
  return ownShare(one) < nearlyAll || (waits(one) && (!failsHard(one) || othersFail(one, other, above)));
}

/** Of the share of its requests that fail, connections to what it calls fail so much at least. */
const enoughConnections = 0.5;

/**
 * Does it get no connections to what it calls? How many of its requests that harms nobody counts: what fails is not the
 * same, and who waits for a connection is as slow as it is patient.
 */
function lacksConnections(one: Candidate, toOther: readonly EdgeChange[]): boolean {
  const { kind, trouble, requests, nodes, excess } = one;
  // Connections to it fail by themselves.
  if (excess !== undefined && excess.refused > excess.failed / 2) return false;
  const own = toOther.filter(({ line }) => nodes.some(({ id }) => id === line.source.id));
  if (own.length === 0 || own.some(({ line, measure }) => line.protocol !== "tcp" || measure !== "failed"))
    return false;
  const failing = kind === "failing" ? (trouble.failedHere + trouble.passedOn) / Math.max(requests, 1e-9) : 0;
  return Math.max(...own.map(({ step }) => step.after)) >= enoughConnections * failing;
}

/** Do others fail who wait for the same? */
function othersFail(one: Candidate, other: Candidate, above: ReadonlyMap<Candidate, readonly EdgeChange[]>): boolean {
  const toOther = Map.groupBy(above.get(other) ?? [], ({ line }) => line.target.id);
  // Who calls the one that fails has it from there.
  const apart = new Set<NodeId>([...one.nodes, ...other.nodes].map(({ id }) => id));
  for (const { line } of above.get(one) ?? []) apart.add(line.target.id);
  const waiting = [...toOther].filter(([id]) => !apart.has(id)).map(([, changes]) => changes);
  const failing = waiting.filter((changes) => changes.some(({ measure }) => measure === "failed"));
  return failing.length >= failWaiting * waiting.length;
}

function ownShare({ kind, trouble }: Candidate): number {
  const [own, behind] =
    kind === "failing" ? [trouble.failedHere, trouble.passedOn] : [trouble.ownMs, trouble.waitingMs];
  return own <= 0 ? 0 : own / (own + behind);
}

/** What fails while it waits for others has run out of patience, or of room for those who wait: but not in some pods alone. */
function waits({ kind, trouble, excess, within }: Candidate): boolean {
  if (kind !== "failing" || excess === undefined || within !== undefined) return false;
  const { waitingMs, ownMs } = trouble;
  return waitingMs >= Math.max(20, excess.meanBefore) && waitingMs >= mostlyOwn * (waitingMs + ownMs);
}

const moreRequests = 1.25;

/** Is `one` slow under requests it did not have before, in front of which somebody fails? */
function isDrivenBy(one: Candidate, other: Candidate, downstream: (from: NodeId, to: NodeId) => boolean): boolean {
  const { excess } = one;
  if (one.kind !== "slow" || other.kind !== "failing" || excess === undefined) return false;
  if (excess.requests < moreRequests * excess.requestsBefore) return false;
  return other.nodes.some((from) => one.nodes.some((to) => downstream(from.id, to.id)));
}

function reachIn(lines: readonly EdgeLine[]): (from: NodeId, to: NodeId) => boolean {
  const behind = Map.groupBy(lines, ({ source }) => source.id);
  const known = new Map<NodeId, ReadonlySet<NodeId>>();
  return (from, to) => {
    const reached = known.get(from) ?? new Set([from]);
    if (!known.has(from)) {
      for (const node of reached as Set<NodeId>) {
        for (const { target } of behind.get(node) ?? []) (reached as Set<NodeId>).add(target.id);
      }
      known.set(from, reached);
    }
    return reached.has(to);
  };
}
