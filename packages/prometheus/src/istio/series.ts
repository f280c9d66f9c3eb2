import type { Series } from "@fyr/contract";
import {
  type Bucket,
  classifyResponse,
  histogramQuantile,
  type Party,
  type SampleKey,
  type ServiceParty,
} from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, is, marked, type PromQl } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { metricMark, outcomeLabels } from "./labels.ts";
import { inOrder } from "./latencies.ts";
import type { Span } from "./moment.ts";
import { readOutcome } from "./read-outcome.ts";
import { groupsOfParties, knownMatchers, ratesOfEdges, ratesOfPairs, type SubjectRates } from "./subject-rates.ts";

/**
 * What a chart is about. A node's chart shows what it receives unless `direction` says otherwise; `parties` are those
 * of `Picture.nodeParties`. Of a `workload`, what is left out may be anything.
 */
export type SeriesSubject =
  | { readonly edges: readonly SampleKey[] }
  | { readonly parties: readonly ServiceParty[]; readonly direction?: "inbound" | "outbound" }
  | { readonly workload: Party; readonly direction?: "inbound" | "outbound" }
  | { readonly namespace: string; readonly cluster?: string }
  | { readonly mesh: true };

export interface SeriesRange extends Span {
  readonly stepSeconds: number;
  /** What each point looks back on. */
  readonly windowSeconds: number;
}

/** One entry of each array per entry of `times`; `null` where nothing was measured. */
export type SeriesPoints = Omit<Series, "from" | "to" | "stepSeconds" | "windowSeconds" | "requestedWindowSeconds">;

type Points = (number | null)[];

/**
 * One chart in at most four requests. A whole mesh gets means but no quantiles: its buckets are too many to read at
 * every step, and a quantile over all hops says nothing.
 */
export async function readSeries(
  client: PrometheusClient,
  subject: SeriesSubject,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<SeriesPoints> {
  const times = timesOf(range);
  const last = times.at(-1) ?? range.from;
  const wanted = wantedOf(subject);
  const rates = ratesOf(subject);
  const ask = async (want: boolean, query: () => PromQl) =>
    want ? (await client.queryRange(query(), { ...range, to: last }, signal)).rows : undefined;
  const [outcomes, buckets, sums, bytes] = await Promise.all([
    ask(wanted.requests, () => rates("istio_requests_total", outcomeLabels, range.windowSeconds)),
    ask(wanted.buckets, () => rates(`${duration}_bucket`, ["le"], range.windowSeconds)),
    ask(wanted.requests, () => sumsQuery(rates, range.windowSeconds)),
    ask(wanted.bytes, () => bytesQuery(rates, range.windowSeconds)),
  ]);
  return {
    times,
    ...(outcomes === undefined ? {} : outcomePoints(outcomes, times)),
    ...(buckets === undefined ? {} : quantilePoints(buckets, times)),
    ...(sums === undefined ? {} : { meanMs: meanPoints(sums, times) }),
    ...(bytes === undefined ? {} : { bytesPerSecond: addUp(bytes, times) }),
  };
}

const duration = "istio_request_duration_milliseconds";

function sumsQuery(rates: SubjectRates, windowSeconds: number): PromQl {
  return either(
    ...(["sum", "count"] as const).map((mark) =>
      marked(rates(`${duration}_${mark}`, [], windowSeconds), metricMark, mark),
    ),
  );
}

function bytesQuery(rates: SubjectRates, windowSeconds: number): PromQl {
  return either(
    ...(["sent", "received"] as const).map((mark) =>
      marked(rates(`istio_tcp_${mark}_bytes_total`, [], windowSeconds), metricMark, mark),
    ),
  );
}

function wantedOf(subject: SeriesSubject): { requests: boolean; buckets: boolean; bytes: boolean } {
  if ("edges" in subject) {
    const requests = subject.edges.some((key) => key.protocol !== "tcp");
    return { requests, buckets: requests, bytes: subject.edges.some((key) => key.protocol === "tcp") };
  }
  if ("parties" in subject && subject.parties.length === 0) return { requests: false, buckets: false, bytes: false };
  return { requests: true, buckets: !("mesh" in subject), bytes: true };
}

function ratesOf(subject: SeriesSubject): SubjectRates {
  if ("edges" in subject) return ratesOfEdges(subject.edges);
  if ("mesh" in subject) return ratesOfPairs([[]]);
  const side = "direction" in subject && subject.direction === "outbound" ? "source" : "destination";
  if ("parties" in subject) return ratesOfPairs(groupsOfParties(side, subject.parties));
  if ("workload" in subject) return ratesOfPairs([knownMatchers(side, subject.workload)]);
  const cluster = subject.cluster === undefined ? [] : [is("destination_cluster", subject.cluster)];
  return ratesOfPairs([[is("destination_workload_namespace", subject.namespace), ...cluster]]);
}

function timesOf({ from, to, stepSeconds }: SeriesRange): number[] {
  return Array.from({ length: Math.floor((to - from) / stepSeconds) + 1 }, (_, step) => from + step * stepSeconds);
}

/** A row's values by step; `null` where it has none. */
function onSteps({ values }: MatrixRow, times: readonly number[]): Points {
  const points: Points = times.map(() => null);
  const from = times[0] ?? 0;
  const step = (times[1] ?? from + 1) - from;
  for (const [time, value] of values) {
    const at = Math.round((time - from) / step);
    if (at >= 0 && at < points.length) points[at] = value;
  }
  return points;
}

/** Sums that are `null` only where every row is. */
function addUp(rows: readonly MatrixRow[], times: readonly number[]): Points {
  const sums: Points = times.map(() => null);
  for (const row of rows) {
    onSteps(row, times).forEach((value, at) => {
      if (value !== null) sums[at] = (sums[at] ?? 0) + value;
    });
  }
  return sums;
}

function outcomePoints(rows: readonly MatrixRow[], times: readonly number[]) {
  const total = addUp(rows, times);
  const shareOf = (outcome: "server-error" | "client-error") => {
    const counted = addUp(
      rows.filter(({ metric }) => outcomeOf(metric) === outcome),
      times,
    );
    return total.map((all, at) => (all === null || all <= 0 ? null : Math.min(1, (counted[at] ?? 0) / all)));
  };
  return {
    requestsPerSecond: total,
    errorRatio: shareOf("server-error"),
    clientErrorRatio: shareOf("client-error"),
  };
}

function outcomeOf(metric: MatrixRow["metric"]) {
  const { code, grpcStatus, flags } = readOutcome(metric);
  return classifyResponse(code, grpcStatus, flags);
}

function quantilePoints(rows: readonly MatrixRow[], times: readonly number[]) {
  const bounds = rows.map((row) => ({ le: numberOf(row.metric["le"] ?? ""), points: onSteps(row, times) }));
  const histograms = times.map((_, at) =>
    inOrder(
      bounds.flatMap(({ le, points }): Bucket[] => {
        const perSecond = points[at];
        return perSecond === null || perSecond === undefined || Number.isNaN(le) ? [] : [{ le, perSecond }];
      }),
    ),
  );
  const quantile = (q: number) => histograms.map((buckets) => histogramQuantile(q, buckets) ?? null);
  return { p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99) };
}

function meanPoints(rows: readonly MatrixRow[], times: readonly number[]): Points {
  const markedAs = (mark: string) =>
    addUp(
      rows.filter(({ metric }) => metric[metricMark] === mark),
      times,
    );
  const counts = markedAs("count");
  return markedAs("sum").map((sum, at) => {
    const count = counts[at];
    return sum === null || count === null || count === undefined || count <= 0 ? null : sum / count;
  });
}
