import type { Reporter } from "@fyr/contract";
import { either, is, type PromQl, positive, sumBy, without } from "../promql.ts";
import { connectionCounters, ownProxies, recordedProxies, requestCounter } from "./edge-counters.ts";
import { pairLabels } from "./labels.ts";
import { type RatesOf, rawRates } from "./recorded/recorded-rates.ts";
import { type Asking, and, type Groups } from "./selected-groups.ts";
import { countOf, ratesIn, type SubjectRates } from "./subject-rates.ts";
import { besides, legsOf, type Waypoint } from "./waypoint-legs.ts";

/** Which pairs: any that match one of the groups. */
export interface PairsSubject {
  readonly groups: Groups;
  /** All of it is this end of one node: whether one side names its cluster and the other does not is all the same. */
  readonly node?: "source" | "destination";
  /** They report what they pass on themselves. */
  readonly waypoints?: readonly Waypoint[];
}

/** Caller's side first, then a waypoint's, then the callee's, pair by pair, as pictures choose. */
export function ratesOfPairs(subject: PairsSubject, ratesOf: RatesOf = rawRates): SubjectRates {
  const { groups, node, waypoints = [] } = subject;
  const pair = pairLabels.filter((label) => label !== `${node}_cluster`);
  return (metric, labels, windowSeconds) => {
    const sumOf = (name: string) => (by: readonly string[], selected: Groups) =>
      sumBy(by, either(...selected.map((matchers) => ratesIn(ratesOf, name, matchers, windowSeconds))));
    const rows = [...new Set([...pair, ...labels])];
    const ask = { pair, rows, sum: sumOf(metric), counted: (sum: PromQl) => positive(countOf(metric, sum)) };
    const parts = isOfConnections(metric)
      ? connectionsOf(ask, subject, ratesOf === rawRates ? ownProxies : recordedProxies, sumOf(requestCounter.metric))
      : [...preferred(ask, besides(waypoints, groups)), ...legsOf(ask, waypoints, groups, metric)];
    return sumBy(labels, either(...parts));
  };
}

function isOfConnections(name: string): boolean {
  return connectionCounters.some(({ metric }) => metric === name);
}

/** Each pair as its best reporter has it. */
function preferred({ pair, rows, sum, counted }: Asking, groups: Groups): PromQl[] {
  const reported = (reporter: Reporter, by: readonly string[]) => sum(by, and(groups, [[is("reporter", reporter)]]));
  const taken = counted(reported("source", pair));
  const byWaypoint = without(reported("waypoint", rows), taken, pair);
  const alsoTaken = either(taken, counted(reported("waypoint", pair)));
  return [reported("source", rows), byWaypoint, without(reported("destination", rows), alsoTaken, pair)];
}

/** What ztunnels count is a pair's only where nobody else reports on it. */
function connectionsOf(
  ask: Asking,
  { groups, waypoints = [] }: PairsSubject,
  proxies: Readonly<Record<"ztunnels" | "others", Groups>>,
  requests: Asking["sum"],
): PromQl[] {
  const { pair, rows, sum, counted } = ask;
  const others = and(besides(waypoints, groups), proxies.others);
  const listed = waypoints.filter(({ isListed }) => isListed);
  const ofZtunnels = and(besides(listed, groups), proxies.ztunnels);
  const reported = (reporter: Reporter, by: readonly string[]) =>
    sum(by, and(ofZtunnels, [[is("reporter", reporter)]]));
  const byDestination = without(reported("destination", rows), counted(reported("source", pair)), pair);
  const alreadyTold = either(counted(sum(pair, others)), positive(requests(pair, groups)));
  return [...preferred(ask, others), without(either(reported("source", rows), byDestination), alreadyTold, pair)];
}
