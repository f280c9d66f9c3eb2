import type { Bucket, LatencySample, SampleKey } from "@fyr/topology";
import type { HistogramRow, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, type PromQl, rate, select, sumBy, within, without } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { cumulativeBuckets } from "./cumulative-buckets.ts";
import {
  type DurationForm,
  type DurationForms,
  nativeRates,
  pairsOfMixedBounds,
  proxyLabels,
} from "./duration-form.ts";
import { bucketCounter, durationCounters, edgeRates, markedRates } from "./edge-counters.ts";
import { latencyLabels, metricMark } from "./labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol, rowKey } from "./read-key.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

/**
 * Durations of the whole mesh, every answer whatever its code: one request for buckets, one for sums and counts, one
 * for native histograms where there are some. Where they are recorded, one for buckets, sums and counts.
 */
export async function readLatencies(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { at, windowSeconds } = moment;
  const form = await forms(at, signal);
  const [{ buckets, sums, warnings, ...told }, native] = await Promise.all([
    readDurations(client, form, recorded, moment, signal),
    form.native
      ? client.queryHistograms(sumBy(latencyLabels, nativeRates([], windowSeconds)), at, signal)
      : { rows: [], warnings: [] },
  ]);
  const gathered = new Map<string, Gathered>();
  const reader = createKeyReader();
  for (const row of buckets) addBucket(gathered, reader, row);
  for (const row of sums) addSum(gathered, reader, row);
  for (const row of native.rows) addHistogram(gathered, reader, row);
  return { ...told, samples: [...gathered.values()].map(sampleOf), warnings: warningsOf({ warnings }, native) };
}

interface Durations {
  readonly buckets: readonly VectorRow[];
  readonly sums: readonly VectorRow[];
  readonly warnings: readonly string[];
  readonly source: "recorded" | "raw";
  readonly seriesPerRow?: number;
}

const recordedMetrics = [bucketCounter, ...durationCounters].map(({ metric }) => metric);

/** What is recorded knows no proxies apart: where their bounds differ it would be wrong. */
async function readDurations(
  client: PrometheusClient,
  form: DurationForm,
  recorded: RecordedSeries,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Durations> {
  const { at, windowSeconds } = moment;
  const answer =
    form.partialBounds.length === 0 ? await recorded.read(recordedMetrics, "durations", moment, signal) : undefined;
  if (answer !== undefined) {
    const { buckets = [], sums = [] } = Object.groupBy(answer.rows, ({ metric }) =>
      metric[metricMark] === bucketCounter.marks[metricMark] ? "buckets" : "sums",
    );
    return { buckets, sums, warnings: answer.warnings, source: "recorded" };
  }
  const answers = await Promise.all([
    client.query(bucketRates(form, windowSeconds), at, signal),
    client.query(markedRates(durationCounters, windowSeconds), at, signal),
  ]);
  const [{ rows: buckets }, { rows: sums }] = answers;
  const { bucketSeries } = form;
  const perRow =
    bucketSeries !== undefined && buckets.length > 0 ? { seriesPerRow: bucketSeries / buckets.length } : {};
  return { buckets, sums, warnings: warningsOf(...answers), source: "raw", ...perRow };
}

/** By pair, and by proxy where the proxies of a pair have different bounds. */
function bucketRates(form: DurationForm, windowSeconds: number): PromQl {
  const byPair = edgeRates(bucketCounter, windowSeconds);
  if (form.partialBounds.length === 0) return byPair;
  const mixed = pairsOfMixedBounds(latencyLabels, form);
  const rates = rate(select(bucketCounter.metric), windowSeconds);
  const byProxy = sumBy([...bucketCounter.labels, ...proxyLabels], rates);
  return either(without(byPair, mixed, latencyLabels), within(byProxy, mixed, latencyLabels));
}

interface Gathered {
  readonly key: SampleKey;
  readonly buckets: Bucket[];
  sumMsPerSecond?: number;
  countPerSecond?: number;
}

function gatheredOf(gathered: Map<string, Gathered>, reader: KeyReader, row: Pick<VectorRow, "metric">, proxy = "") {
  const id = rowKey(row.metric, latencyLabels) + proxy;
  const known = gathered.get(id);
  if (known !== undefined) return known;
  const key = reader.read(row.metric, requestProtocol(row.metric));
  if (key === undefined) return undefined;
  const fresh: Gathered = { key, buckets: [] };
  gathered.set(id, fresh);
  return fresh;
}

function addBucket(gathered: Map<string, Gathered>, reader: KeyReader, row: VectorRow): void {
  const le = numberOf(row.metric["le"] ?? "");
  if (Number.isNaN(le)) return;
  const proxy = row.metric["instance"] === undefined ? "" : rowKey(row.metric, proxyLabels);
  gatheredOf(gathered, reader, row, proxy)?.buckets.push({ le, perSecond: row.value });
}

function addSum(gathered: Map<string, Gathered>, reader: KeyReader, row: VectorRow): void {
  const found = gatheredOf(gathered, reader, row);
  if (found === undefined) return;
  if (row.metric[metricMark] === "sum") found.sumMsPerSecond = (found.sumMsPerSecond ?? 0) + row.value;
  else found.countPerSecond = (found.countPerSecond ?? 0) + row.value;
}

function addHistogram(gathered: Map<string, Gathered>, reader: KeyReader, row: HistogramRow): void {
  const found = gatheredOf(gathered, reader, row, "native");
  if (found === undefined) return;
  found.buckets.push(...cumulativeBuckets(row.histogram));
  found.sumMsPerSecond = row.histogram.sum;
  found.countPerSecond = row.histogram.count;
}

function sampleOf({ key, buckets, ...sums }: Gathered): LatencySample {
  return { ...key, kind: "latency", buckets: inOrder(buckets), ...sums };
}

/** Rising bounds, each once: Prometheus 3 writes `1.0` where 2 wrote `1`, and a window may hold both. */
export function inOrder(buckets: readonly Bucket[]): Bucket[] {
  const ordered: Bucket[] = [];
  for (const bucket of buckets.toSorted((a, b) => (a.le === b.le ? 0 : a.le - b.le))) {
    const last = ordered.at(-1);
    if (last?.le === bucket.le)
      ordered[ordered.length - 1] = { le: last.le, perSecond: last.perSecond + bucket.perSecond };
    else ordered.push(bucket);
  }
  return ordered;
}
