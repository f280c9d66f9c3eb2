import { classifyResponse, type Histogram, mergeHistograms, type ServiceParty } from "@fyr/topology";
import type { Labels, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, is, marked, rate, select, sumBy } from "../promql.ts";
import { type DurationForms, nativeRates } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { metricMark, outcomeLabels } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { readOutcome } from "./read-outcome.ts";
import { groupsOfParties } from "./subject-rates.ts";

/** What one pod's own proxy has counted. Rates are per second. */
interface PodTraffic {
  readonly name: string;
  /** Where scraping puts the Kubernetes node beside the pod. */
  readonly host?: string;
  readonly requestsPerSecond: number;
  /** Of which nobody said how they ended. */
  readonly unclassifiedPerSecond: number;
  readonly errorsPerSecond: number;
  readonly histogram?: Histogram;
  readonly meanMs?: number;
}

export interface PodsTraffic {
  readonly pods: readonly PodTraffic[];
  /** The series name their pods; else `name` is the address of the proxy that was scraped. */
  readonly arePodsNamed: boolean;
}

/** Whose requests, and which side of them these are. */
export interface PodsSubject {
  readonly parties: readonly ServiceParty[];
  readonly side: "source" | "destination";
}

/** Scraping puts the pod's name under one of these, as Istio's own samples and the usual ones of others do. */
const podLabels = ["pod", "pod_name", "kubernetes_pod_name"];
const proxy = [...podLabels, "instance", "node"];

/** Each pod by its own proxy: 2 requests, 3 where proxies write native histograms. */
export async function readPodTraffic(
  client: PrometheusClient,
  forms: DurationForms,
  { parties, side }: PodsSubject,
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<PodsTraffic> {
  if (parties.length === 0) return { pods: [], arePodsNamed: true };
  const selections = groupsOfParties(side, parties).map((group) => [is("reporter", side), ...group]);
  const rates = (metric: string, by: readonly string[]) =>
    sumBy([...proxy, ...by], either(...selections.map((each) => rate(select(metric, each), windowSeconds))));
  const counted = either(
    marked(rates("istio_requests_total", outcomeLabels), metricMark, "requests"),
    marked(rates(`${durationMetric}_sum`, []), metricMark, "sum"),
    marked(rates(`${durationMetric}_count`, []), metricMark, "count"),
  );
  const native = sumBy(proxy, either(...selections.map((each) => nativeRates(each, windowSeconds))));
  const { native: isNative } = await forms.at(at, signal);
  const [numbers, buckets, histograms] = await Promise.all([
    client.query(counted, at, signal),
    client.query(rates(`${durationMetric}_bucket`, ["le"]), at, signal),
    isNative ? client.queryHistograms(native, at, signal) : { rows: [] },
  ]);
  const nativeOf = new Map(histograms.rows.map(({ metric, histogram }) => [keyOf(metric), histogram]));
  const bucketsOf = Map.groupBy(buckets.rows, ({ metric }) => keyOf(metric));
  const proxies = [...Map.groupBy(numbers.rows, ({ metric }) => keyOf(metric))];
  const pods = proxies.map(([key, rows]): PodTraffic => {
    const found = nativeOf.get(key);
    const histogram = mergeHistograms([
      ...[histogramOf(bucketsOf.get(key) ?? [])].flatMap((each) => each ?? []),
      ...(found === undefined ? [] : [boundedHistogram(found)]),
    ]);
    const own = { sum: rateOf(rows, "sum") + (found?.sum ?? 0), count: rateOf(rows, "count") + (found?.count ?? 0) };
    return {
      ...countedOf(rows),
      ...(histogram !== undefined && { histogram }),
      ...(own.count > 0 && { meanMs: own.sum / own.count }),
    };
  });
  return { pods, arePodsNamed: numbers.rows.every(({ metric }) => podIn(metric) !== undefined) };
}

function countedOf(rows: readonly VectorRow[]): PodTraffic {
  const { metric = {} } = rows[0] ?? {};
  const { node = "", instance = "" } = metric;
  const requests = rows.filter((row) => row.metric[metricMark] === "requests");
  const endedAs = (outcome: string) =>
    requests
      .filter((row) => {
        const { code, grpcStatus, flags } = readOutcome(row.metric);
        return classifyResponse(code, grpcStatus, flags) === outcome;
      })
      .reduce((sum, { value }) => sum + value, 0);
  return {
    name: podIn(metric) ?? instance,
    ...(node !== "" && { host: node }),
    requestsPerSecond: rateOf(rows, "requests"),
    unclassifiedPerSecond: endedAs("unknown"),
    errorsPerSecond: endedAs("server-error"),
  };
}

function podIn(metric: Labels): string | undefined {
  return podLabels.map((label) => metric[label]).find((name) => name !== undefined && name !== "");
}

function keyOf(metric: Labels): string {
  return podIn(metric) ?? metric["instance"] ?? "";
}

function rateOf(rows: readonly VectorRow[], mark: string): number {
  return rows.reduce((sum, { metric, value }) => (metric[metricMark] === mark ? sum + value : sum), 0);
}

function histogramOf(rows: readonly VectorRow[]): Histogram | undefined {
  return createHistogramReader(rows.map(({ metric }) => metric["le"] ?? ""))(rows.map(({ value }) => value));
}
