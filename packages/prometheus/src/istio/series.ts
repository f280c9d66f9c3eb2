import type { Series } from "@fyr/contract";
import { defaultFailing, known, type SampleKey } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { marked, type PromQl } from "../promql.ts";
import { askTogether } from "./ask-together.ts";
import { bucketRatesOf } from "./bucket-rates.ts";
import { connectionOutcomes, connectionOutcomesOfPairs, failedConnectionPoints } from "./connection-outcomes.ts";
import { bucketLabels, type DurationForm, type DurationForms, unknownForm } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { failedConnectionsThatMatter } from "./failing/failed-connections.ts";
import { failuresThatMatter } from "./failing/failed-requests.ts";
import { countFailingEdges } from "./failing/failing-edges.ts";
import type { FailedMark } from "./failing/failing-from.ts";
import { gatewayP99 } from "./gateway-p99.ts";
import type { Groups } from "./groups.ts";
import { metricMark, outcomeLabels } from "./labels.ts";
import type { Points } from "./points.ts";
import { timesOf } from "./range-times.ts";
import { pairsOfSubject, ratesOfSubject } from "./rates-of-subject.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { addUp, meanPoints, nativeOnSteps, outcomePoints, quantilePoints } from "./series-points.ts";
import type { SeriesRange, SeriesSubject } from "./series-subject.ts";
import type { SubjectRates } from "./subject-rates.ts";
import { besides } from "./waypoint-legs.ts";

/** One entry of each array per entry of `times`; `null` where nothing was measured. */
export type SeriesPoints = Omit<Series, "from" | "to" | "stepSeconds" | "windowSeconds" | "requestedWindowSeconds">;

/**
 * One chart: a request for all that is counted, more where that is refused as too long, and one for buckets, with native histograms one
 * more, of TCP edges one for how their connections were made, and as many again where recorded series begin within it. A
 * whole mesh gets its mean, and of quantiles the p99 at its gateways within the same request: its buckets are too many to
 * read at every step. It gets how many edges failed, for one request more, or two: of its own success
 * rate a few hide in many.
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
    wanted.requests ? forms.at(whole.to, signal) : unknownForm,
    recorded.partsOf(whole, signal),
  ]);
  const points = parts.map(({ rates, ...span }) =>
    readPart(client, form, ratesOf(subject, rates, form), { ...range, ...span }, wanted, signal),
  );
  return withoutEmptyP99(joinParts(await Promise.all(points)));
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
  const ask = async (query: PromQl) => (await client.queryLine(query, range, signal)).rows;
  const [counted, connections, buckets, native] = await Promise.all([
    askTogether(countedQueries(rates, wanted, windowSeconds), ask),
    rates.connections && ask(rates.connections(windowSeconds)),
    wanted.buckets ? ask(rates.ofBuckets(`${durationMetric}_bucket`, bucketLabels(form), windowSeconds)) : undefined,
    form.native ? client.queryHistogramRange(rates.ofAll(durationMetric, [], windowSeconds), range, signal) : noRows,
  ]);
  const of = rowsByMark(counted);
  const histograms = native.rows.map((row) => nativeOnSteps(row, times));
  const failed = of("failures", "failedConnections");
  const failing = rates.failing && (await rates.failing.count(client, failed, range, signal));
  return {
    times,
    ...(wanted.requests && outcomePoints(of("requests"), times)),
    ...(buckets && quantilePoints(buckets, histograms, times)),
    ...(rates.p99 && { p99Ms: onlyNumbers(addUp(of("p99"), times)) }),
    ...(wanted.requests && { meanMs: meanPoints(of("sum", "count"), histograms, times) }),
    ...known("failingEdges", failing && whereMeasured(failing, addUp(of("requests", "sent", "received"), times))),
    ...(wanted.bytes && { bytesPerSecond: addUp(of("sent", "received"), times) }),
    ...(connections && { failedConnectionRatio: failedConnectionPoints(connections, times) }),
  };
}

interface Rates {
  readonly ofAll: SubjectRates;
  readonly ofBuckets: SubjectRates;
  /** How they were made; of TCP edges, and of a node where that is asked for. */
  readonly connections?: (windowSeconds: number) => PromQl;
  /** Ms, at the gateways; of a whole mesh. */
  readonly p99?: (windowSeconds: number) => PromQl | undefined;
  /** How many edges fail; of a whole mesh. */
  readonly failing?: {
    readonly queries: (windowSeconds: number) => Readonly<Record<FailedMark, PromQl>>;
    readonly count: (
      client: PrometheusClient,
      failed: readonly MatrixRow[],
      range: SeriesRange,
      signal?: AbortSignal,
    ) => Promise<Points>;
  };
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

/** Gateways that send nothing tell nothing: a mean is more. */
function withoutEmptyP99({ p99Ms, ...points }: SeriesPoints): SeriesPoints {
  return { ...points, ...(p99Ms?.some((value) => value !== null) && { p99Ms }) };
}

/** Of no requests Prometheus says `NaN`. */
function onlyNumbers(points: Points): Points {
  return points.map((value) => (value === null || Number.isNaN(value) ? null : value));
}

/** Where there was no traffic, nothing is known. */
function whereMeasured(counted: Points, traffic: Points): Points {
  return counted.map((count, at) => (traffic[at] === null ? null : count));
}

type Mark = "requests" | "sum" | "count" | "sent" | "received" | FailedMark | "p99";

/** All that is counted, each row marked with what it counts. */
function countedQueries({ ofAll, failing, p99 }: Rates, wanted: Wanted, windowSeconds: number): PromQl[] {
  const as = (mark: Mark, query: PromQl) => marked(query, metricMark, mark);
  const quantile = p99?.(windowSeconds);
  const failed = failing?.queries(windowSeconds);
  const total = (mark: Mark, metric: string) => as(mark, ofAll(metric, [], windowSeconds));
  return [
    ...(wanted.requests
      ? [
          as("requests", ofAll("istio_requests_total", outcomeLabels, windowSeconds)),
          total("sum", `${durationMetric}_sum`),
          total("count", `${durationMetric}_count`),
        ]
      : []),
    ...(wanted.bytes
      ? [total("sent", "istio_tcp_sent_bytes_total"), total("received", "istio_tcp_received_bytes_total")]
      : []),
    ...(failed ? [as("failures", failed.failures), as("failedConnections", failed.failedConnections)] : []),
    ...(quantile ? [as("p99", quantile)] : []),
  ];
}

function rowsByMark(rows: readonly MatrixRow[]): (...marks: readonly Mark[]) => MatrixRow[] {
  const byMark = Map.groupBy(rows, ({ metric }) => metric[metricMark]);
  return (...marks) => marks.flatMap((mark) => byMark.get(mark) ?? []);
}

function wantedOf(subject: SeriesSubject): Wanted {
  if ("edges" in subject) {
    const requests = !subject.edges.every(isTcp);
    return { requests, buckets: requests, bytes: subject.edges.some(isTcp) };
  }
  if ("parties" in subject && subject.parties.length === 0) return { requests: false, buckets: false, bytes: false };
  return { requests: true, buckets: !("mesh" in subject || "namespaces" in subject), bytes: true };
}

function isTcp({ protocol }: SampleKey): boolean {
  return protocol === "tcp";
}

function ratesOf(subject: SeriesSubject, source: RatesOf, form: DurationForm): Rates {
  const from = ratesOfSubject(subject, form);
  return {
    ofAll: from(source),
    ofBuckets: from(bucketRatesOf(form, source)),
    ...("edges" in subject &&
      subject.edges.some(isTcp) && {
        connections: (windowSeconds) => connectionOutcomes(subject.edges.filter(isTcp), source, [], windowSeconds),
      }),
    ...("parties" in subject &&
      subject.withConnections && {
        connections: (windowSeconds) => connectionOutcomesOfPairs(pairsOfSubject(subject, form), source, windowSeconds),
      }),
    ...("mesh" in subject && {
      p99: (windowSeconds) => gatewayP99(subject.gateways ?? [], form, source, windowSeconds),
      failing: failingOf(source, besides(subject.waypoints ?? [], [[]])),
    }),
  };
}

/** Connections in `groups` are an edge's own: what comes from waypoints or goes to them is told by those. */
function failingOf(ratesOf: RatesOf, groups: Groups): NonNullable<Rates["failing"]> {
  return {
    queries: (windowSeconds) => ({
      failures: failuresThatMatter(ratesOf, windowSeconds, defaultFailing),
      failedConnections: failedConnectionsThatMatter(ratesOf, windowSeconds, defaultFailing, groups),
    }),
    count: (client, failed, range, signal) =>
      countFailingEdges(client, failed, { ...range, ratesOf, groups, failing: defaultFailing }, signal),
  };
}
