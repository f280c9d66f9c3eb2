import type { Series } from "@fyr/contract";
import { known, type Party, type SampleKey, type ServiceParty } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { either, is, marked, type PromQl } from "../promql.ts";
import { bucketLabels, type DurationForm, type DurationForms, durationMetric } from "./duration-form.ts";
import { metricMark, outcomeLabels } from "./labels.ts";
import type { Span } from "./moment.ts";
import { addUp, meanPoints, nativeOnSteps, outcomePoints, quantilePoints } from "./series-points.ts";
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

/**
 * One chart in at most four requests. A whole mesh gets means but no quantiles: its buckets are too many to read at
 * every step, and a quantile over all hops says nothing.
 */
export async function readSeries(
  client: PrometheusClient,
  forms: DurationForms,
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
  const form = wanted.requests ? await forms(last, signal) : noForm;
  const [outcomes, buckets, sums, bytes, native] = await Promise.all([
    ask(wanted.requests, () => rates("istio_requests_total", outcomeLabels, range.windowSeconds)),
    ask(wanted.buckets, () => rates(`${durationMetric}_bucket`, bucketLabels(form), range.windowSeconds)),
    ask(wanted.requests, () => sumsQuery(rates, range.windowSeconds)),
    ask(wanted.bytes, () => bytesQuery(rates, range.windowSeconds)),
    form.native
      ? client.queryHistogramRange(rates(durationMetric, [], range.windowSeconds), { ...range, to: last }, signal)
      : noRows,
  ]);
  const histograms = native.rows.map((row) => nativeOnSteps(row, times));
  return {
    times,
    ...(outcomes && outcomePoints(outcomes, times)),
    ...(buckets && quantilePoints(buckets, histograms, times)),
    ...known("meanMs", sums && meanPoints(sums, histograms, times)),
    ...known("bytesPerSecond", bytes && addUp(bytes, times)),
  };
}

const noForm: DurationForm = { native: false, partialBounds: [] };
const noRows = { rows: [] };

function sumsQuery(rates: SubjectRates, windowSeconds: number): PromQl {
  return either(
    ...(["sum", "count"] as const).map((mark) =>
      marked(rates(`${durationMetric}_${mark}`, [], windowSeconds), metricMark, mark),
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
