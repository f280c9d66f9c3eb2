import type { CloseLook, HistoryRow, SampleKey } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, is, isNot, isOneOf, type Matcher, marked, type PromQl, positive, sumBy } from "../promql.ts";
import type { DurationForm, DurationForms } from "./duration-form.ts";
import { durationCounters, requestCounter } from "./edge-counters.ts";
import { ejectedEndpoints, ejectionRows } from "./ejections.ts";
import { latencyLabels, metricMark } from "./labels.ts";
import { createRowReader } from "./mesh-history.ts";
import { nativeDurations } from "./native-durations.ts";
import { timesOf } from "./range-times.ts";
import { rawRates } from "./recorded/recorded-rates.ts";
import type { SeriesRange } from "./series-subject.ts";

/** Who counted: names that scrape configurations of Istio's own add-ons have given to pods over time. */
const podLabels = ["pod", "kubernetes_pod_name", "instance", "node"] as const;

/**
 * Requests and durations of these pairs, and perhaps of some more, in short steps: one request. What callees report is
 * told pod by pod, from the proxies' own series: what is recorded knows no pods. Beside them endpoints that callers have
 * ejected, where proxies are told to tell.
 */
export async function readCloseLook(
  client: PrometheusClient,
  forms: DurationForms,
  keys: readonly SampleKey[],
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<CloseLook> {
  const form = await forms.at(range.to, signal);
  const { rows } = await client.queryRange(closeQuery(form, keys, range.windowSeconds), range, signal);
  const bins = timesOf(range).map((at) => ({ at, seconds: range.stepSeconds }));
  const binAt = new Map(bins.map(({ at }, bin) => [at, bin]));
  const read = createRowReader(binAt);
  return {
    windowSeconds: range.windowSeconds,
    bins,
    rows: rows.flatMap((row): HistoryRow[] => {
      const told = read(row);
      return told === undefined ? [] : [{ ...told, ...placeOf(row.metric) }];
    }),
    hosts: [],
    containers: [],
    ejections: ejectionRows(rows, binAt),
  };
}

function placeOf({ pod, kubernetes_pod_name: older, instance, node }: Labels): Pick<HistoryRow, "pod" | "host"> {
  const name = pod || older || instance;
  return { ...(name && { pod: name }), ...(node && { host: node }) };
}

function closeQuery(form: DurationForm, keys: readonly SampleKey[], windowSeconds: number): PromQl {
  const groups = destinationsOf(keys);
  const queries = [requestCounter, ...durationCounters].map(({ metric, labels, marks }) => {
    const told = (who: Matcher, by: readonly string[]) =>
      sumBy(by, either(...groups.map((group) => rawRates(metric, [who, ...group], windowSeconds))));
    const both = either(
      told(isNot("reporter", "destination"), labels),
      told(is("reporter", "destination"), [...labels, ...podLabels]),
    );
    return marked(both, metricMark, marks[metricMark] ?? "");
  });
  const native = (who: Matcher, by: readonly string[]) =>
    nativeDurations(
      form,
      by,
      groups.map((group) => [who, ...group]),
      windowSeconds,
    );
  return positive(
    either(
      ...queries,
      ...native(isNot("reporter", "destination"), latencyLabels),
      ...native(is("reporter", "destination"), [...latencyLabels, ...podLabels]),
      ...ejectedEndpoints(hostsOf(keys)),
    ),
  );
}

function hostsOf(keys: readonly SampleKey[]): string[] {
  return [...new Set(keys.flatMap(({ destination: { serviceHost } }) => serviceHost ?? []))].sort();
}

/** By name where they have one, else by the host that was called: few selections, whatever the number of pairs. */
function destinationsOf(keys: readonly SampleKey[]): Matcher[][] {
  const named = keys.filter(({ destination }) => destination.workload !== undefined);
  const nameless = keys.filter(({ destination }) => destination.workload === undefined);
  const valuesOf = (some: readonly SampleKey[], of: (key: SampleKey) => string | undefined) =>
    [...new Set(some.flatMap((key) => of(key) ?? []))].sort();
  const workloads = valuesOf(named, ({ destination }) => destination.workload);
  const namespaces = valuesOf(named, ({ destination }) => destination.namespace);
  const hosts = [...new Set(nameless.flatMap(({ destination }) => hostOf(destination) ?? unnamed))].sort();
  return [
    ...(workloads.length === 0
      ? []
      : [[isOneOf("destination_workload", workloads), isOneOf("destination_workload_namespace", namespaces)]]),
    ...(hosts.length === 0 ? [] : [[isOneOf("destination_workload", unnamed), isOneOf("destination_service", hosts)]]),
  ];
}

/** What proxies say of somebody they do not know. */
const unnamed = ["", "unknown"];

function hostOf({ serviceHost, service }: SampleKey["destination"]): string | undefined {
  return serviceHost ?? service;
}
