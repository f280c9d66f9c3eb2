import { call, dividedBy, either, is, type Matcher, over, type PromQl, rate, select, selectAny } from "../../promql.ts";
import { ownProxies, recordedProxies } from "../edge-counters.ts";
import {
  groupsOf,
  noteLabels,
  noteMetric,
  recordedName,
  recordedWindowSeconds,
  rulesVersion,
} from "./recording-rules.ts";

/** The rates of a metric's series, per second, over a window. */
export type RatesOf = (metric: string, matchers: readonly Matcher[], windowSeconds: number) => PromQl;

/** From the proxies' own series. */
export const rawRates: RatesOf = (metric, matchers, windowSeconds) => rate(select(metric, matchers), windowSeconds);

/** The same of a window that ended so long ago. */
export function ratesBefore(agoSeconds: number): RatesOf {
  return (metric, matchers, windowSeconds) => rate(select(metric, matchers), windowSeconds, agoSeconds);
}

/** What ztunnels have counted and what all others have, among the series these rates are of. */
export function proxiesOf(ratesOf: RatesOf) {
  return ratesOf === rawRates ? ownProxies : recordedProxies;
}

/** From recorded series, for metrics that are recorded. */
export const recordedRates: RatesOf = (metric, matchers, windowSeconds) => {
  const groups = groupsOf(metric);
  if (groups.length === 0) return rawRates(metric, matchers, windowSeconds);
  return either(
    ...groups.map((recorded) =>
      overWindow(select(recordedName(metric), [...matchers, ...recorded.matchers]), recorded.group, windowSeconds),
    ),
  );
};

/** Several metrics in one answer; the rules have marked their rows. */
export function recordedRows(
  metrics: readonly string[],
  windowSeconds: number,
  matchers: readonly Matcher[] = [],
): PromQl {
  if (windowSeconds === recordedWindowSeconds) return selectAny(metrics.map(recordedName), matchers);
  const groups = metrics.flatMap((metric) => groupsOf(metric).map((group) => ({ metric, ...group })));
  return either(
    ...[...Map.groupBy(groups, ({ group }) => group)].map(([group, recorded]) => {
      const names = recorded.map(({ metric }) => recordedName(metric));
      return overWindow(selectAny(names, [...(recorded[0]?.matchers ?? []), ...matchers]), group, windowSeconds);
    }),
  );
}

/**
 * A wider window is the mean of what was recorded in it. An edge that was there for part of it has fewer samples: the
 * sum is divided by how often the rules were evaluated.
 */
function overWindow(recorded: PromQl, group: string, windowSeconds: number): PromQl {
  if (windowSeconds === recordedWindowSeconds) return recorded;
  const notes = select(noteMetric, [is(noteLabels.version, rulesVersion), is(noteLabels.group, group)]);
  const evaluations = call("count_over_time", over(notes, justWithin(windowSeconds)));
  return dividedBy(call("sum_over_time", over(recorded, justWithin(windowSeconds))), call("max", evaluations));
}

/** Prometheus 2 counts a sample right at the beginning of a window, Prometheus 3 does not. */
export function justWithin(windowSeconds: number): number {
  return windowSeconds - 0.001;
}
