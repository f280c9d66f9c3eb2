import type { AffectedEntry, Explanation, Finding, FindingKind, FindingNumbers, Place, Symptom } from "@fyr/contract";
import { known } from "../optional.ts";
import { roundQuantity } from "../wire-grid.ts";
import { type Candidate, isRunningPlace, type Origin } from "./candidate.ts";
import type { ChangedMeasure } from "./edge-change.ts";
import { type EdgeLine, isNowhere, type SideLine, seenByCaller } from "./edge-line.ts";
import { averageOver, type Comparison, stretchesOf } from "./excess.ts";
import { findingIdOf } from "./finding-id.ts";
import { areNew, edgeNumbers, numbersOf, usualNumbers } from "./finding-numbers.ts";
import type { Folded } from "./fold.ts";
import { type FoundOnset, onsetOf } from "./onset.ts";

const kindOf: Readonly<Record<ChangedMeasure, FindingKind>> = {
  failed: "failing",
  late: "failing",
  client: "failing",
  slow: "slow",
};

export interface FindingContext {
  readonly entriesOf: (folded: Folded) => { readonly entries: readonly AffectedEntry[]; readonly share: number };
  readonly onset: (candidate: Candidate) => FoundOnset | undefined;
}

export interface Weighed {
  readonly finding: Finding;
  readonly weight: number;
  readonly isChronic: boolean;
}

export function findingOf(folded: Folded, { entriesOf, onset }: FindingContext): Weighed {
  const { candidate } = folded;
  const { origin, kind, comparison } = candidate;
  const began = comparison.isChronic ? undefined : onset(candidate);
  const { entries, share } = entriesOf(folded);
  const weight = candidate.trouble.harmed * (1 + share);
  const { now, usual } = numbersOf(candidate);
  const symptoms = symptomsOf(folded);
  const place = placeOf(origin);
  const finding: Finding = {
    id: findingIdOf(kind, place),
    kind,
    status: harmsNobody(candidate) ? "notice" : isSevere(kind, now, usual) ? "failing" : "degraded",
    origin: place,
    otherwise: candidate.otherwise.map(placeOf),
    ...known("within", candidate.within),
    ...known("saturated", candidate.saturation?.of),
    ...known("ejectedEndpoints", candidate.ejected),
    now,
    ...known("usual", usual),
    ...(!isRunningPlace(origin) && candidate.edges.every(isAskedInVain) && { reachesNobody: true as const }),
    ...(areNew(candidate.edges, comparison) && { isNew: true as const }),
    ...(candidate.isToldByCallers && { toldBy: "callers" as const }),
    ...known("onset", began && onsetOf(began)),
    ...(comparison.isChronic && { lastingAtLeastSeconds: spanOf(comparison) }),
    flags: flagsOf(candidate),
    entries: [...entries],
    symptoms,
    explanation: explain(folded, share, weight),
    suspects: [],
  };
  return { finding, weight, isChronic: comparison.isChronic ?? false };
}

/** Of TCP connections are told as such. */
function isAskedInVain(line: EdgeLine): boolean {
  return line.protocol !== "tcp" && isNowhere(line);
}

function placeOf(origin: Origin): Place {
  switch (origin.type) {
    case "node":
      return { type: "node", id: origin.node.id };
    case "edge":
      return { type: "edge", id: origin.line.id };
    case "host":
    case "zone":
      return origin;
  }
}

function spanOf({ bins }: Comparison): number {
  const [first, last] = [bins[0], bins.at(-1)];
  return first === undefined || last === undefined ? 0 : last.at - first.at + first.seconds;
}

/** What waits at its bounds, and whom nobody suffers from, is only worth knowing. */
function harmsNobody({ kind, origin }: Candidate): boolean {
  return kind === "plaintext" || (kind === "saturated" && !isRunningPlace(origin));
}

const severe = { errorRatio: 0.03, slower: 2 };

function isSevere(kind: FindingKind, now: FindingNumbers, usual: FindingNumbers | undefined): boolean {
  if (kind === "saturated" || kind === "gone") return true;
  if (kind === "failing") return (now.errorRatio ?? 0) >= severe.errorRatio;
  return (now.meanMs ?? 0) >= severe.slower * (usual?.meanMs ?? Number.POSITIVE_INFINITY);
}

function symptomsOf({ candidate, follows, changes }: Folded): Symptom[] {
  const { origin, comparison } = candidate;
  const byEdge = Map.groupBy(changes, ({ line }) => line);
  const edges = [...byEdge].filter(([line]) => origin.type !== "edge" || line !== origin.line);
  const stretches = stretchesOf(comparison);
  const ofEdges = edges.map(([line, own]): Symptom & { certainty: number } => ({
    place: { type: "edge", id: line.id },
    kind: own.some(({ measure }) => kindOf[measure] === "failing") ? "failing" : "slow",
    now: edgeNumbers([line], comparison, stretches.now),
    usual: usualNumbers([line], comparison),
    certainty: Math.max(...own.map(({ step }) => step.certainty)),
  }));
  // What one lacks is told with a finding that says what it is of.
  const ofNodes = follows.flatMap(({ saturation: _, ...one }): (Symptom & { certainty: number })[] =>
    one.origin.type === "node"
      ? [{ place: placeOf(one.origin), kind: one.kind, ...numbersOf(one), certainty: one.certainty }]
      : [],
  );
  return [...ofNodes, ...ofEdges]
    .sort((a, b) => b.certainty - a.certainty)
    .slice(0, mostSymptoms)
    .map(({ certainty: _, ...symptom }) => symptom);
}

const mostSymptoms = 40;

function flagsOf({ edges, comparison }: Candidate): string[] {
  const { now } = stretchesOf(comparison);
  const sums = new Map<string, number>();
  const rateOf = (values: ArrayLike<number>) => averageOver(values, comparison.bins, now);
  for (const line of edges) {
    for (const [flags, values] of whoTellsWhy(line, rateOf)?.flags ?? []) {
      const rate = rateOf(values);
      for (const flag of flags.split(",")) sums.set(flag, (sums.get(flag) ?? 0) + rate);
    }
  }
  return [...sums]
    .filter(([, rate]) => rate > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([flag]) => flag);
}

/** The caller; of a connection that the callee's ztunnel refused, that one: the caller only knows it has none. */
function whoTellsWhy(line: EdgeLine, rateOf: (values: ArrayLike<number>) => number): SideLine | undefined {
  const { callee } = line;
  const caller = seenByCaller(line);
  const isRefused = line.protocol === "tcp" && callee !== undefined && rateOf(callee.failed) > 0;
  return isRefused && rateOf(callee.failed) >= rateOf(caller?.failed ?? []) / 2 ? callee : caller;
}

function explain({ candidate }: Folded, share: number, weight: number): Explanation[] {
  const { trouble, requests, retries, certainty } = candidate;
  const numbers: readonly (readonly [Explanation["code"], number])[] = [
    ["weight", weight],
    ["failing-here", trouble.failedHere],
    ["passed-on", trouble.passedOn],
    ["own-time", trouble.ownMs],
    ["waiting-behind", trouble.waitingMs],
    ["requests", requests],
    ["entries", share],
    ["certainty", certainty],
    ["retries", retries],
  ];
  return numbers
    .filter(([code, value]) => value > 0 || code === "weight" || code === "requests")
    .map(([code, value]) => ({ code, value: roundQuantity(value) }));
}
