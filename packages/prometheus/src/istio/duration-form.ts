import type { Labels, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { countBy, is, isOneOf, lessThan, type Matcher, type PromQl, rate, select, without } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { untilAborted } from "../until-aborted.ts";
import { durationMetric } from "./edge-counters.ts";
import { formQuery, formRecord, rowsOf } from "./form-query.ts";
import { type HalfNamed, halfNamedIn } from "./half-named.ts";
import { rowKey } from "./read-key.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { recordedWindowSeconds } from "./recorded/recording-rules.ts";

/** How the proxies of this mesh write durations down, and whom they write about. */
export interface DurationForm {
  /** Some write native histograms, which have no series per bucket. */
  readonly native: boolean;
  /** Bounds as written that not all proxies have: adding up by bound would then count some proxies only. */
  readonly partialBounds: readonly string[];
  /** Series of all buckets of all proxies, by the side that reports. */
  readonly bucketSeries?: Readonly<Record<"caller" | "callee", number>>;
  /** Some proxies of callers are told to time requests and not to count them. */
  readonly someOnlyTime: boolean;
  readonly halfNamed: readonly HalfNamed[];
  /** Workloads of gateways between networks, which count connections that they pass on. */
  readonly passingGateways: readonly string[];
  /** Of some pairs one side counts requests where another counts connections. */
  readonly someSeenAsRequests: boolean;
}

/** Forms at instants (Unix seconds). They change when proxies are rolled out. */
export interface DurationForms {
  /** One request for ten minutes, a small one where it is recorded. */
  at(at: number, signal?: AbortSignal): Promise<DurationForm>;
  /** What it most likely is, for whoever asks by it meanwhile: as it was found last, else as most meshes have it. */
  likely(at: number): DurationForm;
}

export const unknownForm: DurationForm = {
  native: false,
  partialBounds: [],
  someOnlyTime: false,
  halfNamed: [],
  passingGateways: [],
  someSeenAsRequests: false,
};

const heldSeconds = 600;
const mostHeld = 64;

export function createDurationForms(
  client: Pick<PrometheusClient, "query">,
  recorded: Pick<RecordedSeries, "ifHeld">,
): DurationForms {
  const held: { readonly at: number; readonly form: DurationForm }[] = [];
  let asking: { readonly at: number; readonly answer: Promise<DurationForm | undefined> } | undefined;
  const knownAt = (at: number) => held.find((one) => Math.abs(one.at - at) < heldSeconds)?.form;

  async function formAt(at: number, signal?: AbortSignal): Promise<DurationForm> {
    const known = knownAt(at);
    if (known !== undefined) return known;
    if (asking !== undefined && Math.abs(asking.at - at) < heldSeconds) {
      // Whoever asks may give up: then it is asked again.
      const same = await untilAborted(asking.answer, signal).catch(() => undefined);
      signal?.throwIfAborted();
      if (same !== undefined) return same;
    }
    const answer = askForm(client, recorded, at, signal);
    asking = { at, answer };
    const form = await answer;
    // Nothing seen yet may change with the next scrape.
    if (form !== undefined && hasDurations(form)) held.push({ at, form });
    else if (asking.answer === answer) asking = undefined;
    if (held.length > mostHeld) held.shift();
    return form ?? unknownForm;
  }

  return { at: formAt, likely: (at) => knownAt(at) ?? held.at(-1)?.form ?? unknownForm };
}

/** Forms that are this one at any instant. */
export function settledForm(form: DurationForm): DurationForms {
  return { at: async () => form, likely: () => form };
}

/** Whether what is asked by the one is what is asked by the other, native histograms aside. */
export function isAskedAlike(a: DurationForm, b: DurationForm): boolean {
  return a.someOnlyTime === b.someOnlyTime && a.partialBounds.join() === b.partialBounds.join();
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

function hasDurations({ native, bucketSeries, someOnlyTime }: DurationForm): boolean {
  return native || someOnlyTime || Object.values(bucketSeries ?? {}).some((series) => series > 0);
}

/** Asks for what is recorded where it is read at all. `undefined`: there is nothing yet. */
async function askForm(
  client: Pick<PrometheusClient, "query">,
  recorded: Pick<RecordedSeries, "ifHeld">,
  at: number,
  signal?: AbortSignal,
): Promise<DurationForm | undefined> {
  const ask = (query: PromQl) => client.query(query, at, signal);
  const moment = { at, windowSeconds: recordedWindowSeconds };
  const held = await recorded.ifHeld("durations", moment, () => ask(select(formRecord)));
  const { rows } = held !== undefined && held.rows.length > 0 ? held : await ask(formQuery);
  return rows.length === 0 ? undefined : formIn(rows);
}

function formIn(rows: readonly VectorRow[]): DurationForm {
  const buckets = rowsOf(rows, "bucket");
  return {
    native: rowsOf(rows, "native").length > 0,
    bucketSeries: {
      caller: seriesOf(buckets.filter(({ metric }) => metric["reporter"] !== "destination")),
      callee: seriesOf(buckets.filter(({ metric }) => metric["reporter"] === "destination")),
    },
    partialBounds: partialBoundsIn(buckets),
    someOnlyTime: rowsOf(rows, "timed only").length > 0,
    halfNamed: halfNamedIn(rows),
    passingGateways: rowsOf(rows, "passed on").flatMap(({ metric }) => metric["source_workload"] ?? []),
    someSeenAsRequests: rowsOf(rows, "seen as requests").length > 0,
  };
}

function seriesOf(rows: readonly VectorRow[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0);
}

function partialBoundsIn(buckets: readonly VectorRow[]): string[] {
  const bounds = Map.groupBy(buckets, ({ metric }) => numberOf(metric["le"] ?? ""));
  const all = seriesOf(bounds.get(Number.POSITIVE_INFINITY) ?? []);
  const partial = [...bounds].filter(([, rows]) => seriesOf(rows) < all);
  return [...new Set(partial.flatMap(([, rows]) => rows.map(({ metric }) => metric["le"] ?? "")))];
}
