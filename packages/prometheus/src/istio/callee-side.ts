import type { SampleKey } from "@fyr/topology";
import { is, isNot, isOneOf, type Matcher } from "../promql.ts";

/**
 * Of which pairs the callee's side is read: pictures take it only where nobody better placed has reported. Buckets are
 * most of what a look costs, and both sides have them.
 */
export type CalleeSide =
  | "none"
  | "all"
  /** Callers and callees by name, empty for those without one: these pairs, and perhaps some more. */
  | { readonly callers: readonly string[]; readonly callees: readonly string[] };

/** Who has timed requests. */
export interface TimedPair extends Named {
  readonly reporter: SampleKey["reporter"];
  /** The same for both sides of a pair, told apart rather too often than not often enough. */
  readonly pair: string;
  readonly countPerSecond: number;
}

/** Both workloads of a pair. */
interface Named {
  readonly caller: string;
  readonly callee: string;
}

/** With more names than that the question gets longer than its answer. */
const mostNames = 200;

/** `better`: pairs that others have timed. */
export function calleeSideOf(timed: readonly TimedPair[], better = heardFromOthers(timed)): CalleeSide {
  const isAlone = ({ reporter, pair, countPerSecond }: TimedPair) =>
    countPerSecond > 0 && reporter === "destination" && !better.has(pair);
  return namesOf(timed.filter(isAlone));
}

function namesOf(pairs: readonly Named[]): CalleeSide {
  if (pairs.length === 0) return "none";
  const callers = [...new Set(pairs.map(({ caller }) => caller))].sort();
  const callees = [...new Set(pairs.map(({ callee }) => callee))].sort();
  return callers.length + callees.length > mostNames ? "all" : { callers, callees };
}

/** Pairs that somebody other than the callee has timed. */
export function heardFromOthers(timed: readonly TimedPair[]): ReadonlySet<string> {
  const others = new Set<string>();
  for (const { reporter, countPerSecond, pair } of timed) {
    if (reporter !== "destination" && countPerSecond > 0) others.add(pair);
  }
  return others;
}

/** Whether who reads the one has read the other. */
export function covers(read: CalleeSide, wanted: CalleeSide): boolean {
  if (wanted === "none" || read === "all") return true;
  if (wanted === "all" || read === "none") return false;
  const [callers, callees] = [new Set(read.callers), new Set(read.callees)];
  return wanted.callers.every((name) => callers.has(name)) && wanted.callees.every((name) => callees.has(name));
}

/** What to select of every reporter's series, no series twice. */
export function selectionsWith(side: CalleeSide): Matcher[][] {
  if (side === "all") return [[]];
  return [[callersReport], ...selectionsOf(side)];
}

/** Of the callee's side alone. */
export function selectionsOf(side: CalleeSide): Matcher[][] {
  const reported = is("reporter", "destination");
  if (side === "none") return [];
  if (side === "all") return [[reported]];
  return [[reported, ...namedIn(side)]];
}

/** Of these pairs as they were reported, and perhaps of some more; at least one pair. */
export function selectionsOfPairs(
  pairs: readonly (Named & { readonly key: Pick<SampleKey, "reporter"> })[],
): Matcher[][] {
  const isCallees = ({ key }: (typeof pairs)[number]) => key.reporter === "destination";
  const callers = namesOf(pairs.filter((pair) => !isCallees(pair)));
  const ofCallers = callers === "none" ? [] : [[callersReport, ...(callers === "all" ? [] : namedIn(callers))]];
  return [...ofCallers, ...selectionsOf(namesOf(pairs.filter(isCallees)))];
}

const callersReport = isNot("reporter", "destination");

function namedIn({ callers, callees }: Exclude<CalleeSide, string>): Matcher[] {
  return [isOneOf("source_workload", callers), isOneOf("destination_workload", callees)];
}
