import type { FindingKind, NodeId, Saturated } from "@fyr/contract";
import type { Place as NodePlace } from "../place.ts";
import type { EdgeChange } from "./edge-change.ts";
import { type EdgeLine, isNowhere } from "./edge-line.ts";
import { type Comparison, edgeExcess } from "./excess.ts";
import type { LineGraph, NodeExcess } from "./node-excess.ts";
import { type OwnTrouble, ownTrouble } from "./own-trouble.ts";
import { excessWithoutTide, type Working } from "./without-tide.ts";

export type Origin =
  | { readonly type: "node"; readonly node: NodePlace }
  | { readonly type: "edge"; readonly line: EdgeLine }
  | RunningPlace;

/** Where pods run: a Kubernetes node, or a zone of them. */
export interface RunningPlace {
  readonly type: "host" | "zone";
  readonly name: string;
}

export function isRunningPlace(origin: Origin): origin is RunningPlace {
  return origin.type === "host" || origin.type === "zone";
}

/** What a place has too little of: see `SaturatedSchema`; of a host its CPU, which others take. */
export interface Saturation {
  readonly of?: Saturated;
  readonly now: number;
  /** Unknown where it was far from it. */
  readonly before?: number;
}

/** A place where trouble seems to begin. */
export interface Candidate {
  readonly origin: Origin;
  readonly kind: FindingKind;
  readonly comparison: Comparison;
  /** Nodes whose callers have it from here. */
  readonly nodes: readonly NodePlace[];
  /** The edges it is seen on. */
  readonly edges: readonly EdgeLine[];
  readonly trouble: OwnTrouble;
  /** Of a node. */
  readonly excess?: NodeExcess;
  readonly requests: number;
  readonly retries: number;
  readonly certainty: number;
  readonly otherwise: readonly Origin[];
  /** Its numbers are of requests to its callers. */
  readonly isToldByCallers?: true;
  readonly within?: { readonly pod?: string; readonly host?: string; readonly zone?: string };
  readonly saturation?: Saturation;
  /** Endpoints that its callers' proxies have ejected since. */
  readonly ejected?: number;
}

/** Changes that have to do with each other, compared with the time before the first of them. */
export interface Incident {
  readonly changes: readonly EdgeChange[];
  readonly comparison: Comparison;
}

/** Every place in an incident whose trouble is more its own than that of others. */
export function candidatesOf({ changes, comparison }: Incident, graph: LineGraph): Candidate[] {
  const countsClientErrors = changes.some(({ measure }) => measure === "client");
  const targets = new Map(changes.map(({ line }) => [line.target.id, line.target]));
  const nowhere = new Map(changes.filter(({ line }) => isNowhere(line)).map(({ line }) => [line.id, line]));
  return [
    ...[...targets.values()]
      .filter((node) => !isNowhere({ target: node }))
      .flatMap((node) => {
        const own = comparisonOf(
          changes.filter(({ line }) => line.target.id === node.id),
          comparison,
        );
        return nodeCandidate(node, changes, own, { graph, countsClientErrors });
      }),
    ...nowhereCandidates([...nowhere.values()], changes, comparison),
  ];
}

/** Since the first of these changes: what others have had before, or have no more, is not theirs. */
function comparisonOf(changes: readonly EdgeChange[], whole: Comparison): Comparison {
  return whole.isChronic || changes.length === 0 ? whole : comparisonSince(changes, whole.bins);
}

/** With the time before these changes, but for what had begun and ended on the same edges. */
export function comparisonSince(changes: readonly EdgeChange[], bins: Comparison["bins"]): Comparison {
  return { bins, start: firstStart(changes), ended: changes.flatMap(({ step }) => step.ended ?? []) };
}

/** What is far less certain than the rest does not tell when it began. */
const tells = 0.1;

function firstStart(changes: readonly EdgeChange[]): number {
  const most = Math.max(...changes.map(({ step }) => step.certainty));
  return Math.min(...changes.filter(({ step }) => step.certainty >= tells * most).map(({ step }) => step.start));
}

function nodeCandidate(
  node: NodePlace,
  changes: readonly EdgeChange[],
  comparison: Comparison,
  working: Working,
): Candidate[] {
  const excess = excessWithoutTide(node, changes, comparison, working);
  if (excess === undefined) return [];
  const trouble = ownTrouble(excess);
  if (!trouble.isFailing && !trouble.isSlow) return [];
  const own = changes.filter(({ line }) => line.target === node || line.target.id === node.id);
  const edges = [...new Set(own.map(({ line }) => line))];
  const only = onlyEdgeConcerned(excess, trouble, edges);
  const asNode: Origin = { type: "node", node };
  return [
    {
      origin: only === undefined ? asNode : { type: "edge", line: only },
      kind: trouble.isFailing ? "failing" : "slow",
      comparison,
      nodes: [node],
      edges,
      trouble,
      excess,
      requests: excess.requests,
      retries: excess.retries,
      certainty: certaintyOf(own),
      otherwise: only === undefined ? edges.slice(0, 1).map((line) => ({ type: "edge", line })) : [asNode],
    },
  ];
}

/** It fails by itself, beyond what somebody gave up waiting for. */
export function failsHard({ kind, excess }: Candidate): boolean {
  return kind === "failing" && excess !== undefined && excess.failed > excess.late;
}

/** Of those who wait for the same so many must fail before it is said of one that waiting makes it fail. */
export const failWaiting = 0.3;

/** Of these the changes a candidate is told for, all where none is: what it only passes on may be older or newer. */
export function ownChanges(candidate: Candidate, changes: readonly EdgeChange[]): readonly EdgeChange[] {
  const { origin, kind, trouble } = candidate;
  const isFailing = trouble.isFailing && (kind === "failing" || !isRunningPlace(origin));
  const isSlow = trouble.isSlow && !failsHard(candidate);
  const own = changes.filter(({ measure }) => (measure === "slow" ? isSlow : isFailing));
  return own.length > 0 ? own : changes;
}

/** Of connections there are fewer: many requests share one. */
const clear = { requests: 0.5, connections: 0.03 };

/** Of several callers one alone has trouble with it: it lies between these two. */
function onlyEdgeConcerned(
  { into }: NodeExcess,
  { isSlow }: OwnTrouble,
  changed: readonly EdgeLine[],
): EdgeLine | undefined {
  const measured = into.filter(
    ({ line, caller, callee }) =>
      Math.max(caller.requests, callee.requests) >= (line.protocol === "tcp" ? clear.connections : clear.requests),
  );
  if (measured.length < 2) return undefined;
  const levels = measured.map(({ line, caller, callee }) => ({
    line,
    // Who is slow fails for those alone who do not wait that long.
    level: isSlow
      ? Math.max(0, (callee.mean ?? 0) - (callee.meanBefore ?? callee.mean ?? 0))
      : Math.max(caller.failed + caller.late, callee.failed + callee.late) / Math.max(caller.requests, callee.requests),
  }));
  const [first, second] = levels.toSorted((a, b) => b.level - a.level);
  const isAlone = first !== undefined && second !== undefined && second.level < 0.1 * first.level;
  return isAlone && changed.includes(first.line) ? first.line : undefined;
}

/** Requests that reached nobody: an edge of one caller, the service where several call it in vain. */
function nowhereCandidates(lines: readonly EdgeLine[], changes: readonly EdgeChange[], whole: Comparison): Candidate[] {
  const byTarget = Map.groupBy(lines, ({ target }): NodeId => target.id);
  return [...byTarget.values()].flatMap((group): Candidate[] => {
    const own = changes.filter(({ line }) => group.includes(line));
    const comparison = comparisonOf(own, whole);
    const excesses = group.flatMap((line) => edgeExcess(line, comparison) ?? []);
    const failedHere = excesses.reduce((sum, { caller }) => sum + Math.max(0, caller.failed + caller.late), 0);
    const requests = excesses.reduce((sum, { caller }) => sum + caller.requests, 0);
    const [first] = group;
    if (first === undefined || failedHere <= 0) return [];
    const isOne = group.length === 1 || first.target.kind === "unknown";
    const asEdges = group.map((line): Origin => ({ type: "edge", line }));
    const asNode: Origin = { type: "node", node: first.target };
    const trouble: OwnTrouble = {
      failedHere,
      passedOn: 0,
      ownMs: 0,
      waitingMs: 0,
      isFailing: true,
      isSlow: false,
      harmed: failedHere,
    };
    return [
      {
        origin: isOne ? { type: "edge", line: first } : asNode,
        kind: "failing",
        comparison,
        nodes: [first.target],
        edges: group,
        trouble,
        requests,
        retries: 0,
        certainty: certaintyOf(own),
        otherwise: isOne ? [asNode] : asEdges,
      },
    ];
  });
}

function certaintyOf(changes: readonly EdgeChange[]): number {
  return changes.reduce((most, { step }) => Math.max(most, step.certainty), 0);
}
