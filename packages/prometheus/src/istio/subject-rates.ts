import { type EdgeKey, type NodeParty, type Party, type SampleKey, stoppedBefore } from "@fyr/topology";
import { call, either, is, isNot, isOneOf, type Matcher, matches, nothing, type PromQl, sumBy } from "../promql.ts";
import { nativeRates } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { type RatesOf, rawRates } from "./recorded/recorded-rates.ts";

/** The per-second rate of a metric over one subject, summed by these labels, each pair counted from one reporter. */
export type SubjectRates = (metric: string, labels: readonly string[], windowSeconds: number) => PromQl;

/** Of edges: the reporter each key names. Undefined of what none of them have. */
export function ratesOfEdges(keys: readonly EdgeKey[], ratesOf: RatesOf = rawRates): SubjectRates {
  const timed = selectionsOf(keys.filter(({ only }) => only === undefined || only === "durations"));
  const counted = selectionsOf(keys.filter(({ only }) => only === undefined || only === "stopped"));
  return (metric, labels, windowSeconds) => {
    const selections = metric.startsWith(durationMetric) ? timed : counted;
    if (selections.length === 0) return nothing;
    return sumBy(labels, either(...selections.map((matchers) => ratesIn(ratesOf, metric, matchers, windowSeconds))));
  };
}

export function ratesIn(ratesOf: RatesOf, metric: string, matchers: readonly Matcher[], windowSeconds: number): PromQl {
  return metric === durationMetric ? nativeRates(matchers, windowSeconds) : ratesOf(metric, matchers, windowSeconds);
}

/** Native histograms are no numbers to compare: how much they hold is. */
export function countOf(metric: string, rates: PromQl): PromQl {
  return metric === durationMetric ? call("histogram_count", rates) : rates;
}

/** What a proxy has answered itself. */
const stopped = `(.*,)?(${stoppedBefore.join("|")})(,.*)?`;
export const isStopped = matches("response_flags", "=~", stopped);
export const isNotStopped = matches("response_flags", "!~", stopped);

/** One selection per reporter and pair of workloads, with the services the keys name. */
export function selectionsOf(keys: readonly EdgeKey[], reporter?: SampleKey["reporter"]): Matcher[][] {
  const groups = new Map<string, { matchers: Matcher[]; services: Set<string> }>();
  for (const key of keys) {
    const matchers = [
      is("reporter", reporter ?? key.reporter),
      ...(key.only === "stopped" ? [isStopped] : []),
      ...partyMatchers("source", key.source),
      ...partyMatchers("destination", key.destination),
      ...protocolMatchers(key),
    ];
    const id = matchers.join();
    const group = groups.get(id) ?? { matchers, services: new Set() };
    groups.set(id, group);
    for (const name of key.destination.service === undefined ? ["", "unknown"] : [key.destination.service]) {
      group.services.add(name);
    }
  }
  return [...groups.values()].map(({ matchers, services }) => [
    ...matchers,
    isOneOf("destination_service_name", [...services].sort()),
  ]);
}

/**
 * One end of traffic; what is not known of it must not be known in the series either. A workload is told by its name,
 * an app without one by its own, anything else by the service that was called.
 */
function partyMatchers(side: "source" | "destination", party: NodeParty, byService = false): Matcher[] {
  const { workload, app, service, near } = party;
  return [
    known(`${side}_cluster`, party.cluster),
    ...(near === undefined
      ? []
      : [
          isOneOf(
            `${other[side]}_cluster`,
            near.flatMap((name) => name ?? ["", "unknown"]),
          ),
        ]),
    known(`${side}_workload_namespace`, party.namespace),
    known(`${side}_workload`, workload),
    ...(workload === undefined ? [known(`${side}_canonical_service`, app)] : []),
    ...(side === "destination" && (byService || (workload === undefined && app === undefined))
      ? [known("destination_service_name", service), known("destination_service_namespace", party.serviceNamespace)]
      : []),
  ];
}

const other = { source: "destination", destination: "source" } as const;

/** One end of traffic by what is known of it; the rest may be anything. */
export function knownMatchers(side: "source" | "destination", party: Party): Matcher[] {
  const told = [
    [`${side}_cluster`, party.cluster],
    [`${side}_workload_namespace`, party.namespace],
    [`${side}_workload`, party.workload],
    [`${side}_canonical_service`, party.workload === undefined ? party.app : undefined],
    [`${side}_canonical_revision`, party.workload === undefined ? party.version : undefined],
  ] as const;
  return told.flatMap(([label, value]) => (value === undefined ? [] : [is(label, value)]));
}

/** What all traffic of these parties in one direction matches, one group per party; `byService`: and per service called. */
export function groupsOfParties(
  side: "source" | "destination",
  parties: readonly NodeParty[],
  byService = false,
): Matcher[][] {
  const groups = parties.map((party) => partyMatchers(side, party, byService));
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** TCP series need not say what they are. */
function protocolMatchers({ protocol }: SampleKey): Matcher[] {
  return protocol === "tcp"
    ? []
    : [protocol === "grpc" ? is("request_protocol", "grpc") : isNot("request_protocol", "grpc")];
}

function known(label: string, value: string | undefined): Matcher {
  return value === undefined ? isOneOf(label, ["", "unknown"]) : is(label, value);
}
