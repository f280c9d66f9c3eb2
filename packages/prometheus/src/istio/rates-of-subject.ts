import { is, isNoneOf, isOneOf, type Matcher } from "../promql.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { SeriesSubject } from "./series.ts";
import {
  groupsOfParties,
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

const otherSide = { source: "destination", destination: "source" } as const;

function groupsOf(subject: Exclude<SeriesSubject, { edges: unknown }>): Matcher[][] {
  if ("mesh" in subject) return [[]];
  if ("namespaces" in subject) return [[isOneOf("destination_workload_namespace", subject.namespaces)]];
  const side = "direction" in subject && subject.direction === "outbound" ? "source" : "destination";
  if ("parties" in subject) {
    const { parties, waypoints = [] } = subject;
    const others = waypoints.length === 0 ? [] : [isNoneOf(`${otherSide[side]}_workload`, waypoints)];
    return groupsOfParties(side, parties).map((group) => [...group, ...others]);
  }
  if ("workload" in subject) return [knownMatchers(side, subject.workload)];
  const cluster = subject.cluster === undefined ? [] : [is("destination_cluster", subject.cluster)];
  return [[is("destination_workload_namespace", subject.namespace), ...cluster]];
}
