import { brokenFlag, refusedFlags } from "@fyr/topology";
import { atLeast, either, hasOneOf, is, marked, type PromQl, sumBy } from "../../promql.ts";
import { brokenConnections, openedMetric, ownProxies, ztunnel } from "../edge-counters.ts";
import { and, type Groups } from "../groups.ts";
import { metricMark, proxyMark } from "../labels.ts";
import { proxiesOf, type RatesOf, ratesBefore, rawRates } from "../recorded/recorded-rates.ts";
import { byReporter, type FailingFrom, leastPerSecond } from "./failing-from.ts";

const refused = hasOneOf("response_flags", [...refusedFlags]);

/** TCP connections that failed, by pair of workloads and reporter, where they are enough to matter: few rows. */
export function failedConnectionsThatMatter(
  ratesOf: RatesOf,
  windowSeconds: number,
  failing: FailingFrom,
  groups: Groups,
): PromQl {
  const enough = leastPerSecond(failing, windowSeconds);
  const { others } = proxiesOf(ratesOf);
  const byOthers = summed(ratesOf, openedMetric, and(and(groups, others), [[refused]]), windowSeconds);
  const byZtunnels = summed(rawRates, brokenConnections.metric, and(brokenIn(groups), [[refused]]), windowSeconds);
  return either(atLeast(byOthers, enough), marked(atLeast(byZtunnels, enough), proxyMark, ztunnel));
}

/** What a row of connections counts. `broken`: of a ztunnel's, those of which only the bytes tell whether they failed. */
export type ConnectionMark = "opened" | "sent" | "received" | "broken";

/** All that tells who reports on the connections of these pairs, and how many failed. Rows of ztunnels are marked. */
export function connectionsOfPairs(ratesOf: RatesOf, windowSeconds: number, groups: Groups): PromQl[] {
  const { others, ztunnels } = proxiesOf(ratesOf);
  return [
    ...counted(ratesOf, windowSeconds, and(groups, others)),
    ...[...counted(ratesOf, windowSeconds, and(groups, ztunnels)), brokenOf(rawRates, windowSeconds, groups)].map(
      (rows) => marked(rows, proxyMark, ztunnel),
    ),
  ];
}

/** The same of ztunnels alone, in a window that ended so long ago: from their own series, of the few there are. */
export function ztunnelsBefore(windowSeconds: number, agoSeconds: number, groups: Groups): PromQl[] {
  const before = ratesBefore(agoSeconds);
  return [...counted(before, windowSeconds, and(groups, ownProxies.ztunnels)), brokenOf(before, windowSeconds, groups)];
}

function counted(ratesOf: RatesOf, windowSeconds: number, groups: Groups): PromQl[] {
  return [
    as("opened", summed(ratesOf, openedMetric, groups, windowSeconds)),
    as("sent", summed(ratesOf, "istio_tcp_sent_bytes_total", groups, windowSeconds)),
    as("received", summed(ratesOf, "istio_tcp_received_bytes_total", groups, windowSeconds)),
  ];
}

function brokenOf(ratesOf: RatesOf, windowSeconds: number, groups: Groups): PromQl {
  const broken = and(brokenIn(groups), [[is("response_flags", brokenFlag)]]);
  return as("broken", summed(ratesOf, brokenConnections.metric, broken, windowSeconds));
}

function brokenIn(groups: Groups): Groups {
  return and(groups, brokenConnections.selections);
}

function as(mark: ConnectionMark, rows: PromQl): PromQl {
  return marked(rows, metricMark, mark);
}

function summed(ratesOf: RatesOf, metric: string, groups: Groups, windowSeconds: number): PromQl {
  return sumBy(byReporter, either(...groups.map((matchers) => ratesOf(metric, matchers, windowSeconds))));
}
