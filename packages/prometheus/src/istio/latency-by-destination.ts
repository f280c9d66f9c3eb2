import { type Histogram, mergeHistograms } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { isOneOf, rate, select, sumBy } from "../promql.ts";
import { type Answerer, answeredLabels, onlyPreferred, whoAnswered } from "./answerer.ts";
import { bucketLabels, type DurationForms, nativeRates, proxyLabels } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { keyLabels } from "./labels.ts";
import type { Span } from "./moment.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { rowKey } from "./read-key.ts";

/** How long requests took that this workload answered. */
export interface LatencyOfAnswerer extends Answerer {
  readonly histogram: Histogram;
}

/** Durations of requests to these hosts in a span, by the workload that answered: 1 request, 2 with native histograms. */
export async function readLatencyByDestination(
  client: PrometheusClient,
  forms: DurationForms,
  { hosts }: { readonly hosts: readonly string[] },
  { from, to }: Span,
  signal?: AbortSignal,
): Promise<LatencyOfAnswerer[]> {
  if (hosts.length === 0 || to <= from) return [];
  const form = await forms.at(to, signal);
  const matchers = [isOneOf("destination_service", hosts)];
  const seconds = to - from;
  const buckets = sumBy(
    [...keyLabels, ...bucketLabels(form)],
    rate(select(`${durationMetric}_bucket`, matchers), seconds),
  );
  const native = sumBy(keyLabels, nativeRates(matchers, seconds));
  const [bounded, whole] = await Promise.all([
    client.query(buckets, to, signal),
    form.native ? client.queryHistograms(native, to, signal) : { rows: [] },
  ]);
  const read = [
    ...perProxyAndPair(bounded.rows).flatMap((rows) => {
      const histogram = createHistogramReader(rows.map(({ metric }) => metric["le"] ?? ""))(
        rows.map(({ value }) => value),
      );
      return histogram === undefined ? [] : [{ metric: rows[0]?.metric ?? {}, histogram }];
    }),
    ...whole.rows.map(({ metric, histogram }) => ({ metric, histogram: boundedHistogram(histogram) })),
  ];
  return perAnswerer(onlyPreferred(read, ({ histogram }) => (histogram.perSecond.at(-1) ?? 0) > 0));
}

function perProxyAndPair<Row extends { readonly metric: Labels }>(rows: readonly Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ metric }) => rowKey(metric, [...keyLabels, ...proxyLabels])).values()];
}

function perAnswerer(rows: readonly { readonly metric: Labels; readonly histogram: Histogram }[]): LatencyOfAnswerer[] {
  return [...Map.groupBy(rows, ({ metric }) => rowKey(metric, answeredLabels)).values()].flatMap((own) => {
    const histogram = mergeHistograms(own.map((row) => row.histogram));
    return histogram === undefined ? [] : [{ ...whoAnswered(own[0]?.metric ?? {}), histogram }];
  });
}
