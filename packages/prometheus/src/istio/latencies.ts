import type { Bucket, LatencySample, SampleKey } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, marked, rate, select, sumBy } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { keyLabels, metricMark } from "./labels.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { createKeyReader, type KeyReader, requestProtocol, rowKey } from "./read-key.ts";

const latencyLabels = [...keyLabels, "request_protocol"];

/** Durations of the whole mesh, every answer whatever its code: one request for buckets, one for sums and counts. */
export async function readLatencies(
  client: PrometheusClient,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const duration = "istio_request_duration_milliseconds";
  const buckets = sumBy([...latencyLabels, "le"], rate(select(`${duration}_bucket`), windowSeconds));
  const sums = either(
    ...(["sum", "count"] as const).map((mark) =>
      marked(sumBy(latencyLabels, rate(select(`${duration}_${mark}`), windowSeconds)), metricMark, mark),
    ),
  );
  const answers = await Promise.all([client.query(buckets, at, signal), client.query(sums, at, signal)]);
  const gathered = new Map<string, Gathered>();
  const reader = createKeyReader();
  for (const row of answers[0].rows) addBucket(gathered, reader, row);
  for (const row of answers[1].rows) addSum(gathered, reader, row);
  return { samples: [...gathered.values()].map(sampleOf), warnings: warningsOf(...answers) };
}

interface Gathered {
  readonly key: SampleKey;
  readonly buckets: Bucket[];
  sumMsPerSecond?: number;
  countPerSecond?: number;
}

function gatheredOf(gathered: Map<string, Gathered>, reader: KeyReader, row: VectorRow): Gathered | undefined {
  const id = rowKey(row.metric, latencyLabels);
  const known = gathered.get(id);
  if (known !== undefined) return known;
  const key = reader.read(row.metric, requestProtocol(row.metric));
  if (key === undefined) return undefined;
  const fresh = { key, buckets: [] };
  gathered.set(id, fresh);
  return fresh;
}

function addBucket(gathered: Map<string, Gathered>, reader: KeyReader, row: VectorRow): void {
  const le = numberOf(row.metric["le"] ?? "");
  if (!Number.isNaN(le)) gatheredOf(gathered, reader, row)?.buckets.push({ le, perSecond: row.value });
}

function addSum(gathered: Map<string, Gathered>, reader: KeyReader, row: VectorRow): void {
  const found = gatheredOf(gathered, reader, row);
  if (found === undefined) return;
  if (row.metric[metricMark] === "sum") found.sumMsPerSecond = row.value;
  else found.countPerSecond = row.value;
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
