import type { Labels, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import {
  call,
  countBy,
  either,
  is,
  isNot,
  isOneOf,
  lessThan,
  type Matcher,
  marked,
  type PromQl,
  rate,
  select,
  without,
} from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { untilAborted } from "../until-aborted.ts";
import { metricMark, pairLabels } from "./labels.ts";
import { rowKey } from "./read-key.ts";

export const durationMetric = "istio_request_duration_milliseconds";

/** How the proxies of this mesh write durations down. */
export interface DurationForm {
  /** Some write native histograms, which have no series per bucket. */
  readonly native: boolean;
  /** Bounds as written that not all proxies have: adding up by bound would then count some proxies only. */
  readonly partialBounds: readonly string[];
  /** Series of all buckets of all proxies, by the side that reports. */
  readonly bucketSeries?: Readonly<Record<"caller" | "callee", number>>;
  /** Some proxies of callers are told to time requests and not to count them. */
  readonly someOnlyTime: boolean;
}

/** The form at an instant (Unix seconds). It changes when proxies are rolled out: one request for ten minutes. */
export type DurationForms = (at: number, signal?: AbortSignal) => Promise<DurationForm>;

export const unknownForm: DurationForm = { native: false, partialBounds: [], someOnlyTime: false };

const heldSeconds = 600;
const mostHeld = 64;

export function createDurationForms(client: PrometheusClient): DurationForms {
  const held: { readonly at: number; readonly form: DurationForm }[] = [];
  let asking: { readonly at: number; readonly answer: Promise<DurationForm | undefined> } | undefined;
  return async (at, signal) => {
    const known = held.find((one) => Math.abs(one.at - at) < heldSeconds);
    if (known !== undefined) return known.form;
    if (asking !== undefined && Math.abs(asking.at - at) < heldSeconds) {
      // Whoever asks may give up: then it is asked again.
      const same = await untilAborted(asking.answer, signal).catch(() => undefined);
      signal?.throwIfAborted();
      if (same !== undefined) return same;
    }
    const answer = askForm(client, at, signal);
    asking = { at, answer };
    const form = await answer;
    // Nothing seen yet may change with the next scrape.
    if (form !== undefined) held.push({ at, form });
    if (held.length > mostHeld) held.shift();
    return form ?? unknownForm;
  };
}

/** Rates of native histograms; a proxy that writes series per bucket beside them is left out, as those are read too. */
export function nativeRates(matchers: readonly Matcher[], windowSeconds: number): PromQl {
  const histograms = rate(select(durationMetric, matchers), windowSeconds);
  return without(histograms, select(`${durationMetric}_count`, matchers));
}

/** One proxy. */
export const proxyLabels = ["instance", "pod"] as const;

/** What to add up buckets by: proxies apart where some have bounds of their own. */
export function bucketLabels({ partialBounds }: DurationForm): string[] {
  return partialBounds.length === 0 ? ["le"] : ["le", ...proxyLabels];
}

/** Rows added up by `bucketLabels`, those of one histogram together. */
export function byProxy<Row extends { readonly metric: Labels }>(rows: readonly Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ metric }) => rowKey(metric, proxyLabels)).values()];
}

/** Pairs of which the proxies differ in bounds. `labels`: those that tell pairs apart. `matchers`: whose series. */
export function pairsOfMixedBounds(
  labels: readonly string[],
  { partialBounds }: DurationForm,
  matchers: readonly Matcher[],
): PromQl {
  const buckets = (bounds: Matcher) => select(`${durationMetric}_bucket`, [bounds, ...matchers]);
  const all = countBy(labels, buckets(is("le", "+Inf")));
  return countBy(labels, lessThan(countBy([...labels, "le"], buckets(isOneOf("le", partialBounds))), all, labels));
}

async function askForm(client: PrometheusClient, at: number, signal?: AbortSignal): Promise<DurationForm | undefined> {
  const query = either(
    marked(countBy(["le", "reporter"], select(`${durationMetric}_bucket`)), metricMark, "bucket"),
    marked(countBy([], select(durationMetric)), metricMark, "native"),
    marked(call("count", timedOnly), metricMark, "timed only"),
  );
  const { rows } = await client.query(query, at, signal);
  if (rows.length === 0) return undefined;
  const has = (mark: string) => rows.some(({ metric }) => metric[metricMark] === mark);
  const buckets = rows.filter(({ metric }) => metric[metricMark] === "bucket");
  return {
    native: has("native"),
    bucketSeries: {
      caller: seriesOf(buckets.filter(({ metric }) => metric["reporter"] !== "destination")),
      callee: seriesOf(buckets.filter(({ metric }) => metric["reporter"] === "destination")),
    },
    partialBounds: partialBoundsIn(buckets),
    someOnlyTime: has("timed only"),
  };
}

const byCaller = [isNot("reporter", "destination")];
const reported = ["reporter", ...pairLabels];
/** Pairs a caller's side has timed and not counted. */
const timedOnly = without(
  countBy(reported, select(`${durationMetric}_count`, byCaller)),
  countBy(reported, select("istio_requests_total", byCaller)),
  reported,
);

function seriesOf(rows: readonly VectorRow[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0);
}

function partialBoundsIn(buckets: readonly VectorRow[]): string[] {
  const bounds = Map.groupBy(buckets, ({ metric }) => numberOf(metric["le"] ?? ""));
  const all = seriesOf(bounds.get(Number.POSITIVE_INFINITY) ?? []);
  const partial = [...bounds].filter(([, rows]) => seriesOf(rows) < all);
  return [...new Set(partial.flatMap(([, rows]) => rows.map(({ metric }) => metric["le"] ?? "")))];
}
