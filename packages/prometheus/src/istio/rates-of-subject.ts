import { known } from "@fyr/topology";
import { is, isOneOf, type Matcher } from "../promql.ts";
import type { DurationForm } from "./duration-form.ts";
import { type PairsSubject, ratesOfPairs } from "./rates-of-pairs.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { SeriesSubject } from "./series-subject.ts";
import { groupsOfParties, knownMatchers, ratesOfEdges, type SubjectRates, selectionsOf } from "./subject-rates.ts";
import { besides } from "./waypoint-legs.ts";

type PairsForm = Pick<DurationForm, "halfNamed" | "passingGateways" | "someSeenAsRequests">;

/** The rates of what a chart is about, from whichever series. */
export function ratesOfSubject(subject: SeriesSubject, form: PairsForm): (source: RatesOf) => SubjectRates {
  if ("edges" in subject) return (source) => ratesOfEdges(subject.edges, source);
  const pairs = pairsOfSubject(subject, form);
  return (source) => ratesOfPairs(pairs, source);
}

/** The pairs of what is no edge. */
export function pairsOfSubject(
  subject: Exclude<SeriesSubject, { edges: unknown }>,
  { halfNamed, passingGateways, someSeenAsRequests }: PairsForm,
): PairsSubject {
  const pairs = {
    groups: groupsOf(subject),
    halfNamed,
    someSeenAsRequests,
    passingGateways: passingGateways.filter((name) => mayCall(subject, name)),
    ...known("waypoints", subject.waypoints),
  };
  return "parties" in subject ? { ...pairs, node: sideOf(subject.direction) } : pairs;
}

/** Of what somebody sends only those matter who send it. */
function mayCall(subject: Exclude<SeriesSubject, { edges: unknown }>, workload: string): boolean {
  if ("parties" in subject && subject.direction === "outbound") {
    return subject.parties.some((party) => party.workload === workload);
  }
  return !("workload" in subject) || subject.direction !== "outbound" || subject.workload.workload === workload;
}

/** What series of it match, one group or another: of edges those of the reporters their keys name, else of any, but for legs. */
export function matchersOfSubject(subject: SeriesSubject): (readonly Matcher[])[] {
  return "edges" in subject ? selectionsOf(subject.edges) : [...besides(subject.waypoints ?? [], groupsOf(subject))];
}

function groupsOf(subject: Exclude<SeriesSubject, { edges: unknown }>): Matcher[][] {
  if ("workload" in subject) return [knownMatchers(sideOf(subject.direction), subject.workload)];
  if ("mesh" in subject) return [[]];
  if ("namespaces" in subject) return [[isOneOf("destination_workload_namespace", subject.namespaces)]];
  if ("parties" in subject) return groupsOfParties(sideOf(subject.direction), subject.parties, subject.byService);
  const cluster = subject.cluster === undefined ? [] : [is("destination_cluster", subject.cluster)];
  return [[is("destination_workload_namespace", subject.namespace), ...cluster]];
}

function sideOf(direction: "inbound" | "outbound" | undefined): "source" | "destination" {
  return direction === "outbound" ? "source" : "destination";
}
