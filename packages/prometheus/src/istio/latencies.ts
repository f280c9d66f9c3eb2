import type { LatencySample } from "@fyr/topology";
import type { HistogramRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { sumBy } from "../promql.ts";
import type { Table } from "../tables/table.ts";
import { askDurations, type Durations, type TimedHistogram } from "./ask-durations.ts";
import { type DurationForm, type DurationForms, isAskedAlike, nativeRates } from "./duration-form.ts";
import { type DurationQueries, rawDurations, recordedDurations } from "./duration-queries.ts";
import { latencyLabels } from "./labels.ts";
import { asBefore } from "./latencies-before.ts";
import type { LatencyMemory } from "./latency-memory.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { createKeyReader, requestProtocol, rowKey } from "./read-key.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import type { TimedRow } from "./timed-row.ts";

/**
 * Durations of the whole mesh, every answer whatever its code: one request for buckets, one for sums and counts, one
 * for native histograms where there are some; one more where other buckets are needed than the last time.
 */
export async function readLatencies(
  client: Pick<PrometheusClient, "queryTable" | "queryHistograms">,
  forms: DurationForms,
  recorded: Pick<RecordedSeries, "ifHeld">,
  memory: LatencyMemory,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { at, windowSeconds } = moment;
  const read: ReadDurations = (form, signalOfThis) => {
    const ask = (queries: DurationQueries) => askDurations(client, queries, form, memory, at, signalOfThis);
    return readDurations(ask, form, recorded, moment);
  };
  const asked = readByForm(read, forms, at, signal);
  const askNative = async () =>
    (await asked.form).native
      ? client.queryHistograms(sumBy(latencyLabels, nativeRates([], windowSeconds)), at, signal)
      : { rows: [], warnings: [] };
  const [form, { buckets, bounds, sums, warnings, source }, native] = await Promise.all([
    asked.form,
    asked.durations,
    askNative(),
  ]);
  // Not before: what was asked by a wrong form teaches nothing.
  memory.bounds?.learn(at, bounds, buckets);
  const drafts = new Map<string, Draft>();
  addBuckets(drafts, buckets);
  addSums(drafts, sums);
  addNative(drafts, native.rows);
  const samples = asBefore(drafts, memory.samples);
  memory.samples = samples;
  return {
    source,
    ...(source === "raw" && seriesPerRow(form, buckets)),
    samples: [...samples.values()],
    warnings: warningsOf({ warnings }, native),
  };
}

type ReadDurations = (form: DurationForm, signal?: AbortSignal) => Promise<SourcedDurations>;
type SourcedDurations = Durations & Required<Pick<Measured, "source">>;

/**
 * Reads by the likely form while it is found out, which can take as long; anew, where it is another, without what was asked
 * by the wrong one.
 */
function readByForm(read: ReadDurations, forms: DurationForms, at: number, signal: AbortSignal | undefined) {
  const likely = forms.likely(at);
  const wrong = new AbortController();
  const guessed = read(likely, signal === undefined ? wrong.signal : AbortSignal.any([signal, wrong.signal]));
  // It may fail before it is known whether it is of use.
  guessed.catch(() => undefined);
  const form = forms.at(at, signal);

  async function readRight(): Promise<SourcedDurations> {
    try {
      if (isAskedAlike(await form, likely)) return await guessed;
    } finally {
      wrong.abort();
    }
    return read(await form, signal);
  }

  return { form, durations: readRight() };
}

async function readDurations(
  ask: (queries: DurationQueries) => Promise<Durations>,
  form: DurationForm,
  recorded: Pick<RecordedSeries, "ifHeld">,
  moment: TelemetryMoment,
): Promise<SourcedDurations> {
  const { windowSeconds } = moment;
  // What is recorded knows no proxies apart: where their bounds differ it would be wrong.
  if (form.partialBounds.length === 0) {
    const held = await recorded.ifHeld("durations", moment, () => ask(recordedDurations(windowSeconds)));
    // Where nothing was recorded there may be something all the same, and if not, asking costs nothing.
    if (held !== undefined && held.sums.rows.length > 0) return { ...held, source: "recorded" };
  }
  return { ...(await ask(rawDurations(form, windowSeconds))), source: "raw" };
}

/** About, and of the callers' side, if it is read: both have the same series. */
function seriesPerRow(
  { bucketSeries }: DurationForm,
  buckets: readonly TimedHistogram[],
): Pick<Measured, "seriesPerRow"> {
  const counted = { caller: 0, callee: 0 };
  for (const { meaning, histogram } of buckets) {
    counted[meaning.key.reporter === "destination" ? "callee" : "caller"] += histogram.bounds.length;
  }
  const side = counted.caller > 0 ? "caller" : "callee";
  if (bucketSeries === undefined || counted[side] === 0) return {};
  return { seriesPerRow: bucketSeries[side] / counted[side] };
}

type Draft = { -readonly [Field in keyof LatencySample]: LatencySample[Field] };

function draftAt(drafts: Map<string, Draft>, { id, key }: Pick<TimedRow, "id" | "key">): Draft {
  const known = drafts.get(id);
  if (known !== undefined) return known;
  const draft: Draft = { ...key, kind: "latency" };
  drafts.set(id, draft);
  return draft;
}

function addBuckets(drafts: Map<string, Draft>, buckets: readonly TimedHistogram[]): void {
  for (const { meaning, histogram } of buckets) draftAt(drafts, meaning).histogram = histogram;
}

function addSums(drafts: Map<string, Draft>, { columns, rows }: Table<TimedRow>): void {
  const [sum, count] = [columns.indexOf("sum"), columns.indexOf("count")];
  for (const { meaning, values } of rows) {
    const draft = draftAt(drafts, meaning);
    const [ms, times] = [values[sum] ?? Number.NaN, values[count] ?? Number.NaN];
    if (!Number.isNaN(ms)) draft.sumMsPerSecond = (draft.sumMsPerSecond ?? 0) + ms;
    if (!Number.isNaN(times)) draft.countPerSecond = (draft.countPerSecond ?? 0) + times;
  }
}

function addNative(drafts: Map<string, Draft>, rows: readonly HistogramRow[]): void {
  const reader = createKeyReader();
  for (const { metric, histogram } of rows) {
    const key = reader.read(metric, requestProtocol(metric));
    if (key === undefined) continue;
    const draft = draftAt(drafts, { id: `${rowKey(metric, latencyLabels)}native`, key });
    draft.histogram = boundedHistogram(histogram);
    draft.sumMsPerSecond = histogram.sum;
    draft.countPerSecond = histogram.count;
  }
}
