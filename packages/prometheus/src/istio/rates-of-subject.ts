import { is, isNoneOf, isOneOf, type Matcher } from "../promql.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { SeriesSubject } from "./series.ts";
import {
  groupsOfParties,
  isStopped,
  knownMatchers,
  ratesOfEdges,
  ratesOfPairs,
  type SubjectRates,
  selectionsOf,
} from "./subject-rates.ts";

/** The rates of what a chart is about, from whichever series. */
export function ratesOfSubject(subject: SeriesSubject): (source: RatesOf) => SubjectRates {
  if ("edges" in subject) return (source) => ratesOfEdges(subject.edges, source);
  const groups = groupsOf(subject);
  return (source) => ratesOfPairs(groups, source);
}

/** What series of it match, one group or another: of edges those of the reporters their keys name, else of any. */
export function matchersOfSubject(subject: SeriesSubject): Matcher[][] {
  return "edges" in subject ? selectionsOf(subject.edges) : groupsOf(subject);
}

function groupsOf(subject: Exclude<SeriesSubject, { edges: unknown }>): Matcher[][] {
  if ("workload" in subject) return [knownMatchers(sideOf(subject.direction), subject.workload)];
  const legs = subject.waypoints === undefined ? [[]] : besidesLegs(subject.waypoints);
  return ownGroups(subject).flatMap((group) => legs.map((ends) => [...group, ...ends]));
}

function ownGroups(subject: Exclude<SeriesSubject, { edges: unknown } | { workload: unknown }>): Matcher[][] {
  if ("mesh" in subject) return [[]];
  if ("namespaces" in subject) return [[isOneOf("destination_workload_namespace", subject.namespaces)]];
  if ("parties" in subject) return groupsOfParties(sideOf(subject.direction), subject.parties);
  const cluster = subject.cluster === undefined ? [] : [is("destination_cluster", subject.cluster)];
  return [[is("destination_workload_namespace", subject.namespace), ...cluster]];
}

function sideOf(direction: "inbound" | "outbound" | undefined): "source" | "destination" {
  return direction === "outbound" ? "source" : "destination";
}

/** All but calls to and from waypoints, and of those to them what never arrived. */
function besidesLegs(waypoints: readonly string[]): Matcher[][] {
  const fromOthers = isNoneOf("source_workload", waypoints);
  return [
    [fromOthers, isNoneOf("destination_workload", waypoints)],
    [fromOthers, isOneOf("destination_workload", waypoints), isStopped],
  ];
}
