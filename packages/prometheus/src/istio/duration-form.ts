import type { Labels } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import {
  countBy,
  either,
  is,
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
import { metricMark } from "./labels.ts";
import { rowKey } from "./read-key.ts";

export const durationMetric = "istio_request_duration_milliseconds";

/** How the proxies of this mesh write durations down. */
export interface DurationForm {
  /** Some write native histograms, which have no series per bucket. */
  readonly native: boolean;
  /** Bounds as written that not all proxies have: adding up by bound would then count some proxies only. */
  readonly partialBounds: readonly string[];
  /** Series of all buckets of all proxies. */
  readonly bucketSeries?: number;
}

/** The form at an instant (Unix seconds). It changes when proxies are rolled out: one request for ten minutes. */
export type DurationForms = (at: number, signal?: AbortSignal) => Promise<DurationForm>;

const heldSeconds = 600;
const mostHeld = 64;

export function createDurationForms(client: PrometheusClient): DurationForms {
  const held = new Map<number, DurationForm>();
  return async (at, signal) => {
    const slot = Math.floor(at / heldSeconds);
    const known = held.get(slot);
    if (known !== undefined) return known;
    const form = await askForm(client, at, signal);
    // Nothing seen yet may change with the next scrape.
    if (form !== undefined) held.set(slot, form);
    for (const [oldest] of held) if (held.size > mostHeld) held.delete(oldest);
    return form ?? { native: false, partialBounds: [] };
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

/** Pairs of which the proxies differ in bounds. `labels`: those that tell pairs apart. */
export function pairsOfMixedBounds(labels: readonly string[], { partialBounds }: DurationForm): PromQl {
  const buckets = (bounds: readonly string[]) => select(`${durationMetric}_bucket`, [isOneOf("le", bounds)]);
  const all = countBy(labels, select(`${durationMetric}_bucket`, [is("le", "+Inf")]));
  return countBy(labels, lessThan(countBy([...labels, "le"], buckets(partialBounds)), all, labels));
}

async function askForm(client: PrometheusClient, at: number, signal?: AbortSignal): Promise<DurationForm | undefined> {
  const query = either(
    marked(countBy(["le"], select(`${durationMetric}_bucket`)), metricMark, "bucket"),
    marked(countBy([], select(durationMetric)), metricMark, "native"),
  );
  const { rows } = await client.query(query, at, signal);
  if (rows.length === 0) return undefined;
  const bounds = Map.groupBy(
    rows.filter(({ metric }) => metric[metricMark] === "bucket"),
    ({ metric }) => numberOf(metric["le"] ?? ""),
  );
  const proxiesOf = (le: number) => (bounds.get(le) ?? []).reduce((sum, { value }) => sum + value, 0);
  const all = proxiesOf(Number.POSITIVE_INFINITY);
  return {
    native: rows.some(({ metric }) => metric[metricMark] === "native"),
    bucketSeries: [...bounds.keys()].reduce((sum, le) => sum + proxiesOf(le), 0),
    partialBounds: [...bounds]
      .filter(([le]) => proxiesOf(le) < all)
      .flatMap(([, written]) => written.map(({ metric }) => metric["le"] ?? "")),
  };
}
