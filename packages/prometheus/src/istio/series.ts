import type { Series } from "@fyr/contract";
import { defaultFailing, known, type Party, type SampleKey, type ServiceParty } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { either, is, type Matcher, marked, type PromQl } from "../promql.ts";
import { bucketLabels, type DurationForm, type DurationForms, durationMetric, unknownForm } from "./duration-form.ts";
import { countFailingEdges } from "./failing-edges.ts";
import { metricMark, outcomeLabels } from "./labels.ts";
import type { Span } from "./moment.ts";
import { timesOf } from "./range-times.ts";
import { bucketRatesOf, type RatesOf } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { addUp, meanPoints, nativeOnSteps, outcomePoints, type Points, quantilePoints } from "./series-points.ts";
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
 * One chart in at most six requests, and as many again where recorded series begin within it. A whole mesh gets means
 * but no quantiles: its buckets are too many to read at every step, and a quantile over all hops says nothing. It gets
 * how many edges failed: of its own success rate a few hide in many.
 */
export async function readSeries(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  subject: SeriesSubject,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<SeriesPoints> {
  const wanted = wantedOf(subject);
  const times = timesOf(range);
  const whole = { ...range, to: times.at(-1) ?? range.from };
  const [form, parts] = await Promise.all([
    wanted.requests ? forms(whole.to, signal) : unknownForm,
    recorded.partsOf(whole, signal),
  ]);
  const points = parts.map(({ rates, ...span }) =>
    readPart(client, form, ratesOf(subject, rates, form), { ...range, ...span }, wanted, signal),
  );
  return joinParts(await Promise.all(points));
}

async function readPart(
  client: PrometheusClient,
  form: DurationForm,
  rates: Rates,
  range: SeriesRange,
  wanted: Wanted,
  signal?: AbortSignal,
): Promise<SeriesPoints> {
  const { windowSeconds } = range;
  const times = timesOf(range);
  const ask = async (want: boolean, query: () => PromQl) =>
    want ? (await client.queryRange(query(), range, signal)).rows : undefined;
  const [outcomes, buckets, sums, bytes, failing, native] = await Promise.all([
    ask(wanted.requests, () => rates.ofAll("istio_requests_total", outcomeLabels, windowSeconds)),
    ask(wanted.buckets, () => rates.ofBuckets(`${durationMetric}_bucket`, bucketLabels(form), windowSeconds)),
    ask(wanted.requests, () => sumsQuery(rates.ofAll, windowSeconds)),
    ask(wanted.bytes, () => bytesQuery(rates.ofAll, windowSeconds)),
    rates.failing?.(client, range, signal),
    form.native ? client.queryHistogramRange(rates.ofAll(durationMetric, [], windowSeconds), range, signal) : noRows,
  ]);
  const histograms = native.rows.map((row) => nativeOnSteps(row, times));
  return {
    times,
    ...(outcomes && outcomePoints(outcomes, times)),
    ...(buckets && quantilePoints(buckets, histograms, times)),
    ...known("meanMs", sums && meanPoints(sums, histograms, times)),
    ...known("failingEdges", failing && outcomes && whereMeasured(failing, addUp(outcomes, times))),
    ...known("bytesPerSecond", bytes && addUp(bytes, times)),
  };
}

interface Rates {
  readonly ofAll: SubjectRates;
  readonly ofBuckets: SubjectRates;
  /** How many edges fail; of a whole mesh. */
  readonly failing?: (client: PrometheusClient, range: SeriesRange, signal?: AbortSignal) => Promise<Points>;
}

type Wanted = Readonly<Record<"requests" | "buckets" | "bytes", boolean>>;

/** Parts of one chart have the same fields. */
export function joinParts(parts: readonly SeriesPoints[]): SeriesPoints {
  const [first, ...more] = parts;
  if (first === undefined) return { times: [] };
  return more.reduce((joined, part) => {
    const fields = Object.keys(part) as (keyof SeriesPoints)[];
    return Object.fromEntries(
      fields.map((name) => [name, [...(joined[name] ?? []), ...(part[name] ?? [])]]),
    ) as unknown as SeriesPoints;
  }, first);
}

const noRows = { rows: [] };

/** Where there were no requests, nothing is known. */
function whereMeasured(counted: Points, requests: Points): Points {
  return counted.map((count, at) => (requests[at] === null ? null : count));
}

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

function wantedOf(subject: SeriesSubject): Wanted {
  if ("edges" in subject) {
    const requests = subject.edges.some((key) => key.protocol !== "tcp");
    return { requests, buckets: requests, bytes: subject.edges.some((key) => key.protocol === "tcp") };
  }
  if ("parties" in subject && subject.parties.length === 0) return { requests: false, buckets: false, bytes: false };
  return { requests: true, buckets: !("mesh" in subject), bytes: true };
}

function ratesOf(subject: SeriesSubject, source: RatesOf, form: DurationForm): Rates {
  const from = ratesFrom(subject);
  return {
    ofAll: from(source),
    ofBuckets: from(bucketRatesOf(form, source)),
    ...("mesh" in subject && {
      failing: (client, range, signal) => countFailingEdges(client, source, range, defaultFailing, signal),
    }),
  };
}

function ratesFrom(subject: SeriesSubject): (source: RatesOf) => SubjectRates {
  if ("edges" in subject) return (source) => ratesOfEdges(subject.edges, source);
  const groups = groupsOf(subject);
  return (source) => ratesOfPairs(groups, source);
}

function groupsOf(subject: Exclude<SeriesSubject, { edges: unknown }>): Matcher[][] {
  if ("mesh" in subject) return [[]];
  const side = "direction" in subject && subject.direction === "outbound" ? "source" : "destination";
  if ("parties" in subject) return groupsOfParties(side, subject.parties);
  if ("workload" in subject) return [knownMatchers(side, subject.workload)];
  const cluster = subject.cluster === undefined ? [] : [is("destination_cluster", subject.cluster)];
  return [[is("destination_workload_namespace", subject.namespace), ...cluster]];
}
