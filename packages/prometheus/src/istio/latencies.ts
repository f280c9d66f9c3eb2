import type { Bucket, LatencySample, SampleKey } from "@fyr/topology";
import type { HistogramRow, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, marked, type PromQl, rate, select, sumBy, within, without } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { cumulativeBuckets } from "./cumulative-buckets.ts";
import {
  type DurationForm,
  type DurationForms,
  durationMetric,
  nativeRates,
  pairsOfMixedBounds,
  proxyLabels,
} from "./duration-form.ts";
import { keyLabels, metricMark } from "./labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol, rowKey } from "./read-key.ts";

const latencyLabels = [...keyLabels, "request_protocol"];

/**
 * Durations of the whole mesh, every answer whatever its code: one request for buckets, one for sums and counts, one
 * for native histograms where there are some.
 */
export async function readLatencies(
  client: PrometheusClient,
  forms: DurationForms,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const form = await forms(at, signal);
  const [buckets, sums, native] = await Promise.all([
    client.query(bucketRates(form, windowSeconds), at, signal),
    client.query(sumRates(windowSeconds), at, signal),
    form.native
      ? client.queryHistograms(sumBy(latencyLabels, nativeRates([], windowSeconds)), at, signal)
      : { rows: [], warnings: [] },
  ]);
  const gathered = new Map<string, Gathered>();
  const reader = createKeyReader();
  for (const row of buckets.rows) addBucket(gathered, reader, row);
  for (const row of sums.rows) addSum(gathered, reader, row);
  for (const row of native.rows) addHistogram(gathered, reader, row);
  return { samples: [...gathered.values()].map(sampleOf), warnings: warningsOf(buckets, sums, native) };
}

/** By pair, and by proxy where the proxies of a pair have different bounds. */
function bucketRates(form: DurationForm, windowSeconds: number): PromQl {
  const rates = rate(select(`${durationMetric}_bucket`), windowSeconds);
  const byPair = sumBy([...latencyLabels, "le"], rates);
  if (form.partialBounds.length === 0) return byPair;
  const mixed = pairsOfMixedBounds(latencyLabels, form);
  const byProxy = sumBy([...latencyLabels, "le", ...proxyLabels], rates);
  return either(without(byPair, mixed, latencyLabels), within(byProxy, mixed, latencyLabels));
}

function sumRates(windowSeconds: number): PromQl {
  return either(
    ...(["sum", "count"] as const).map((mark) =>
      marked(sumBy(latencyLabels, rate(select(`${durationMetric}_${mark}`), windowSeconds)), metricMark, mark),
    ),
  );
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
  if (row.metric[metricMark] === "sum") found.sumMsPerSecond = row.value;
  else found.countPerSecond = row.value;
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
