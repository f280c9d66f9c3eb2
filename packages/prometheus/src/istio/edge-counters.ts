import {
  either,
  is,
  isNoneOf,
  isNot,
  type Matcher,
  marked,
  type PromQl,
  rate,
  select,
  startsNotWith,
  startsWith,
  sumBy,
} from "../promql.ts";
import { connectionLabels, keyLabels, latencyLabels, metricMark, proxyMark, requestLabels } from "./labels.ts";

/** A counter of the proxies, added up by edge: what is read of the whole mesh, and what recording rules record. */
export interface EdgeCounter {
  readonly metric: string;
  readonly labels: readonly string[];
  /** Tells its rows from others in one answer. */
  readonly marks: Readonly<Record<string, string>>;
  /** Which of the metric's series count; each series is in one of them at most. */
  readonly selections: readonly (readonly Matcher[])[];
}

export const durationMetric = "istio_request_duration_milliseconds";

export const openedMetric = "istio_tcp_connections_opened_total";

export const ztunnel = "ztunnel";

const unlabelled = isNot("app", ztunnel);

/** A ztunnel is known by its pods' label, where those are on its series, else by its pods' name. */
const ofZtunnels: EdgeCounter["selections"] = [[is("app", ztunnel)], [unlabelled, startsWith("pod", `${ztunnel}-`)]];

/** What ztunnels have counted and what all others have: of the proxies' own series, and of recorded ones, which are marked. */
export const ownProxies = {
  ztunnels: ofZtunnels,
  others: [[unlabelled, startsNotWith("pod", `${ztunnel}-`)]],
} as const;
export const recordedProxies = {
  ztunnels: [[is(proxyMark, ztunnel)]],
  others: [[isNot(proxyMark, ztunnel)]],
} as const;

export const requestCounter: EdgeCounter = {
  metric: "istio_requests_total",
  labels: requestLabels,
  marks: { [metricMark]: "requests" },
  selections: [[]],
};

/** Istio counts bytes as the server does: received is what the caller sent. */
export const connectionCounters: readonly EdgeCounter[] = Object.entries({
  received: "istio_tcp_received_bytes_total",
  sent: "istio_tcp_sent_bytes_total",
  opened: openedMetric,
}).flatMap(([mark, metric]) => ofBothProxies({ metric, labels: connectionLabels, marks: { [metricMark]: mark } }));

/**
 * Connections that ended badly as ztunnels count them. They open every connection without a flag and give it one when it
 * ends, also where it never came to be: unlike Envoy, which opens and closes it under the same.
 */
export const brokenConnections: EdgeCounter = {
  metric: "istio_tcp_connections_closed_total",
  labels: connectionLabels,
  marks: { [metricMark]: "broken", [proxyMark]: ztunnel },
  selections: ofZtunnels.map((matchers) => [...matchers, isNoneOf("response_flags", ["-", ""])]),
};

/** gRPC messages. Istio says `request` and `response`, whoever reports. */
export const messageCounters: readonly EdgeCounter[] = ["request", "response"].map((mark) => ({
  metric: `istio_${mark}_messages_total`,
  labels: keyLabels,
  marks: { [metricMark]: mark },
  selections: [[]],
}));

export const durationCounters: readonly EdgeCounter[] = ["sum", "count"].map((mark) => ({
  metric: `${durationMetric}_${mark}`,
  labels: latencyLabels,
  marks: { [metricMark]: mark },
  selections: [[]],
}));

/** Right where all proxies of an edge have the same bounds. */
export const bucketCounter: EdgeCounter = {
  metric: `${durationMetric}_bucket`,
  labels: [...latencyLabels, "le"],
  marks: { [metricMark]: "bucket" },
  selections: [[]],
};

/** A ztunnel's rows are marked apart: beside a proxy's own they are the same traffic, seen a layer lower. */
function ofBothProxies(counter: Omit<EdgeCounter, "selections">): EdgeCounter[] {
  return [
    { ...counter, selections: [[unlabelled, startsNotWith("pod", `${ztunnel}-`)]] },
    { ...counter, marks: { ...counter.marks, [proxyMark]: ztunnel }, selections: ofZtunnels },
  ];
}

/** First the rate of each series, then the sum: pods that come, go and restart are counted right. */
export function edgeRates({ metric, labels, selections }: EdgeCounter, windowSeconds: number): PromQl {
  const rates = selections.map((matchers) => rate(select(metric, matchers), windowSeconds));
  return sumBy(labels, rates.length === 1 && rates[0] !== undefined ? rates[0] : either(...rates));
}

/** Several counters in one answer. */
export function markedRates(counters: readonly EdgeCounter[], windowSeconds: number): PromQl {
  return either(
    ...counters.map((counter) =>
      Object.entries(counter.marks).reduce(
        (rows, [label, mark]) => marked(rows, label, mark),
        edgeRates(counter, windowSeconds),
      ),
    ),
  );
}
