import type { Reporter } from "@fyr/contract";
import { either, is, type PromQl, positive, sumBy, within, without } from "../promql.ts";
import { byCallees, whereTold } from "./clusters-told.ts";
import { brokenConnections, connectionCounters, openedMetric, requestCounter } from "./edge-counters.ts";
import { besidesGateways, ofGateways } from "./gateway-connections.ts";
import { and, type Groups } from "./groups.ts";
import type { HalfNamed } from "./half-named.ts";
import { pairLabels } from "./labels.ts";
import { proxiesOf, type RatesOf, rawRates } from "./recorded/recorded-rates.ts";
import { type Asking, except, reportedBy, rowLabels, together } from "./selected-groups.ts";
import { countOf, ratesIn, type SubjectRates } from "./subject-rates.ts";
import { besides, legsOf, type Waypoint } from "./waypoint-legs.ts";

/** Which pairs: any that match one of the groups. */
export interface PairsSubject {
  readonly groups: Groups;
  /** All of it is this end of one node: whether one side names its cluster and the other does not is all the same. */
  readonly node?: "source" | "destination";
  /** They report what they pass on themselves. */
  readonly waypoints?: readonly Waypoint[];
  /** Its rows are read for where callees are: who tells that goes before who counts best. */
  readonly isPlaced?: boolean;
  /** Who names which ends by half, in this mesh. */
  readonly halfNamed?: readonly HalfNamed[];
  /** Workloads of gateways between networks: who is called counts itself what they pass on. */
  readonly passingGateways?: readonly string[];
  /** Some in this mesh have bytes that are requests seen a layer lower. */
  readonly someSeenAsRequests?: boolean;
}

/**
 * Caller's side first, then a waypoint's, then the callee's, pair by pair, as pictures choose. Who counts what it sends
 * counts all of it, and may not know in which cluster somebody answered.
 */
export function ratesOfPairs(subject: PairsSubject, ratesOf: RatesOf = rawRates): SubjectRates {
  const { groups, waypoints = [], isPlaced = false, halfNamed = [] } = subject;
  const pair = pairOf(subject);
  return (metric, labels, windowSeconds) => {
    const sumOf = (name: string) => (by: readonly string[], selected: Groups) =>
      sumBy(by, either(...selected.map((matchers) => ratesIn(ratesOf, name, matchers, windowSeconds))));
    const counted = (sum: PromQl) => positive(countOf(metric, sum));
    const ask = { pair, labels, sum: sumOf(metric), counted, halfNamed, isPlaced };
    const parts = isOfConnections(metric)
      ? connectionsOf(ask, subject, proxiesOf(ratesOf), sumOf(requestCounter.metric))
      : [...preferred(ask, besides(waypoints, groups)), ...legsOf(ask, waypoints, groups, metric)];
    return sumBy(labels, either(...parts));
  };
}

/**
 * Of the connections of pairs that ztunnels alone report on, those that ended badly. Whose count of a pair stands is told
 * by what they opened.
 */
export function brokenOfPairs(subject: PairsSubject, ratesOf: RatesOf): SubjectRates {
  const { groups, waypoints = [] } = subject;
  const pair = pairOf(subject);
  const { ztunnels, others } = proxiesOf(ratesOf);
  const carried = besides(
    waypoints.filter(({ hidesLegs }) => hidesLegs),
    groups,
  );
  return (metric, labels, windowSeconds) => {
    const sum = (name: string, selected: Groups, by: readonly string[]) =>
      sumBy(by, either(...selected.map((matchers) => ratesOf(name, matchers, windowSeconds))));
    const broken = (reporter: Reporter) =>
      sum(
        metric,
        and(and(carried, brokenConnections.selections), [[is("reporter", reporter)]]),
        together(pair, labels),
      );
    const opened = (selected: Groups) => positive(sum(openedMetric, selected, pair));
    const byCallers = opened(and(and(carried, ztunnels), [[is("reporter", "source")]]));
    const byZtunnels = either(broken("source"), without(broken("destination"), byCallers, pair));
    const told = either(
      opened(and(besides(waypoints, groups), others)),
      positive(sum(requestCounter.metric, groups, pair)),
    );
    return sumBy(labels, without(byZtunnels, told, pair));
  };
}

/** What pairs are told apart by. */
function pairOf({ node, isPlaced = false }: PairsSubject): string[] {
  const same = [`${node}_cluster`, ...(isPlaced ? [] : ["destination_cluster"])];
  return pairLabels.filter((label) => !same.includes(label));
}

function isOfConnections(name: string): boolean {
  return connectionCounters.some(({ metric }) => metric === name);
}

/** Each pair as its best reporter has it. */
function preferred(ask: Asking, groups: Groups): PromQl[] {
  const byCallers = reportedBy(groups, "source");
  const byWaypoints = { pair: ask.pair, rows: except(ask, reportedBy(groups, "waypoint"), byCallers) };
  const others = [byWaypoints, ...byCallees(ask, groups, reportedBy(groups, "source", "waypoint"))];
  if (ask.isPlaced) return whereTold(ask, byCallers, others);
  return [ask.sum(rowLabels(ask), byCallers.groups), ...others.map(({ rows }) => rows)];
}

/** What ztunnels count is a pair's only where nobody else reports on it. */
function connectionsOf(
  ask: Asking,
  { groups, waypoints = [], passingGateways = [], someSeenAsRequests = true }: PairsSubject,
  proxies: Readonly<Record<"ztunnels" | "others", Groups>>,
  requests: Asking["sum"],
): PromQl[] {
  const { pair, sum, counted } = ask;
  const others = and(besides(waypoints, groups), proxies.others);
  const hiding = waypoints.filter(({ hidesLegs }) => hidesLegs);
  const ofZtunnels = and(besides(hiding, groups), proxies.ztunnels);
  const byCallers = reportedBy(ofZtunnels, "source");
  const byZtunnels = either(
    sum(rowLabels(ask), byCallers.groups),
    ...byCallees(ask, ofZtunnels, byCallers).map(({ rows }) => rows),
  );
  const byProxies = [
    ...preferred(ask, besidesGateways(passingGateways, others)),
    ...ofGateways(ask, passingGateways, { groups: besides(waypoints, groups), others: proxies.others }, requests),
  ];
  const alreadyTold = counted(sum(pair, others));
  if (isWhole(groups) && !someSeenAsRequests) {
    return [...byProxies, without(byZtunnels, either(alreadyTold, positive(requests(pair, groups))), pair)];
  }
  const told = either(...byProxies, without(byZtunnels, alreadyTold, pair));
  return [without(told, seenAsRequests(ask, others, groups, requests), pair)];
}

/** To read all requests of a mesh once more where nobody takes some for connections would cost it a quarter more for nothing. */
function isWhole(groups: Groups): boolean {
  return groups.every((group) => group.length === 0);
}

/** Pairs whose bytes are requests seen a layer lower: somebody counts those, and nobody who does counts connections, too. */
function seenAsRequests(
  { pair, sum, counted }: Asking,
  others: Groups,
  groups: Groups,
  requests: Asking["sum"],
): PromQl {
  const byReporter = [...pair, "reporter"];
  const ofBoth = within(counted(sum(byReporter, others)), positive(requests(byReporter, groups)), byReporter);
  return without(positive(requests(pair, groups)), ofBoth, pair);
}
