import type { LatencyBucket, Reporter } from "@fyr/contract";
import { mergeHistograms, type SampleKey, spreadOf } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, marked, sumBy } from "../promql.ts";
import { bucketRatesOf } from "./bucket-rates.ts";
import { bucketLabels, byProxy, type DurationForms } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { metricMark } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";
import { boundedHistogram } from "./native-histogram.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { ratesOfEdges, selectionsOf } from "./subject-rates.ts";

export interface LatencyDistribution {
  readonly latencyBuckets: readonly LatencyBucket[];
  /** Mean at the caller less mean at the callee; absent unless both have timed the same requests. */
  readonly betweenProxiesMs?: number;
  readonly betweenProxiesUnknown?: "caller-not-timed" | "callee-not-timed" | "different-requests";
}

interface Timed {
  readonly meanMs: number;
  readonly perSecond: number;
}

/** How the durations of an edge spread, from its own reporter, and what the way between the proxies takes. */
export async function readLatencyDistribution(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  keys: readonly SampleKey[],
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<LatencyDistribution> {
  const { at, windowSeconds } = moment;
  const timed = keys.filter((key) => key.protocol !== "tcp");
  if (timed.length === 0) return { latencyBuckets: [] };
  const [form, source] = await Promise.all([forms.at(at, signal), recorded.ratesAt(moment)]);
  const rates = ratesOfEdges(timed, bucketRatesOf(form, source));
  const [buckets, sums, native] = await Promise.all([
    client.query(rates(`${durationMetric}_bucket`, bucketLabels(form), windowSeconds), at, signal),
    client.query(sumsOfBothSides(timed, source, windowSeconds), at, signal),
    form.native ? client.queryHistograms(rates(durationMetric, [], windowSeconds), at, signal) : { rows: [] },
  ]);
  const histograms = [
    ...byProxy(buckets.rows).flatMap((rows) => {
      const read = createHistogramReader(rows.map(({ metric }) => metric["le"] ?? ""));
      return read(rows.map(({ value }) => value)) ?? [];
    }),
    ...native.rows.map(({ histogram }) => boundedHistogram(histogram)),
  ];
  const between = timeBetween(timedBy("source", sums.rows), timedBy("destination", sums.rows));
  const merged = mergeHistograms(histograms);
  return { latencyBuckets: merged === undefined ? [] : spreadOf(merged), ...between };
}

function timedBy(reporter: Reporter, sums: readonly VectorRow[]): Timed | undefined {
  const rateOf = (mark: string) =>
    sums.find(({ metric }) => metric["reporter"] === reporter && metric[metricMark] === mark)?.value;
  const [sum, count] = [rateOf("sum"), rateOf("count")];
  return sum === undefined || count === undefined || count <= 0 ? undefined : { meanMs: sum / count, perSecond: count };
}

/** How far the two sides may differ in the number of requests and still speak of the same ones. */
const sameRequests = 0.02;

/**
 * Requests that never arrived are timed by the caller alone, retries by the callee more often: the means are then
 * those of different requests, and their difference says nothing.
 */
export function timeBetween(
  caller: Timed | undefined,
  callee: Timed | undefined,
): Pick<LatencyDistribution, "betweenProxiesMs" | "betweenProxiesUnknown"> {
  if (caller === undefined) return { betweenProxiesUnknown: "caller-not-timed" };
  if (callee === undefined) return { betweenProxiesUnknown: "callee-not-timed" };
  const difference = caller.meanMs - callee.meanMs;
  const same = Math.abs(caller.perSecond - callee.perSecond) <= sameRequests * caller.perSecond;
  return same && difference >= 0 ? { betweenProxiesMs: difference } : { betweenProxiesUnknown: "different-requests" };
}

function sumsOfBothSides(keys: readonly SampleKey[], ratesOf: RatesOf, windowSeconds: number) {
  const selections = (["source", "destination"] as const).flatMap((reporter) => selectionsOf(keys, reporter));
  return either(
    ...(["sum", "count"] as const).map((mark) => {
      const rates = selections.map((matchers) => ratesOf(`${durationMetric}_${mark}`, matchers, windowSeconds));
      return marked(sumBy(["reporter"], either(...rates)), metricMark, mark);
    }),
  );
}
