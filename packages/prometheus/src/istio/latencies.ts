import type { Histogram, LatencySample, SampleKey } from "@fyr/topology";
import type { HistogramRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { sumBy } from "../promql.ts";
import type { Table } from "../tables/table.ts";
import { calleeSideOf, covers, heardFromOthers, selectionsOf, selectionsWith, type TimedPair } from "./callee-side.ts";
import { type DurationForm, type DurationForms, nativeRates } from "./duration-form.ts";
import { type DurationQueries, rawDurations, recordedDurations } from "./duration-queries.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { latencyLabels } from "./labels.ts";
import type { LatencyMemory, TimedRow } from "./latency-memory.ts";
import { type Measured, type TelemetryMoment, warningsOf } from "./moment.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { createKeyReader, requestProtocol, rowKey } from "./read-key.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

/**
 * Durations of the whole mesh, every answer whatever its code: one request for buckets, one for sums and counts, one
 * for native histograms where there are some; one more where callees are alone in timing a pair that was not guessed.
 */
export async function readLatencies(
  client: Pick<PrometheusClient, "queryTable" | "queryHistograms">,
  forms: DurationForms,
  recorded: Pick<RecordedSeries, "holds">,
  memory: LatencyMemory,
  moment: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Measured> {
  const { at, windowSeconds } = moment;
  const form = await forms(at, signal);
  const ask = (queries: DurationQueries) => askDurations(client, queries, form, memory, at, signal);
  const [{ buckets, sums, ...told }, native] = await Promise.all([
    readDurations(ask, form, recorded, moment),
    form.native
      ? client.queryHistograms(sumBy(latencyLabels, nativeRates([], windowSeconds)), at, signal)
      : { rows: [], warnings: [] },
  ]);
  const drafts = new Map<string, Draft>();
  for (const table of buckets) addBuckets(drafts, table);
  addSums(drafts, sums);
  addNative(drafts, native.rows);
  return {
    ...told,
    samples: [...drafts.values()].map(sampleOf),
    warnings: warningsOf(...buckets, sums, native),
  };
}

type Timings = Table<TimedRow>;

interface Durations {
  /** A row that is in both is the same one. */
  readonly buckets: readonly Timings[];
  readonly sums: Timings;
}

async function readDurations(
  ask: (queries: DurationQueries) => Promise<Durations>,
  form: DurationForm,
  recorded: Pick<RecordedSeries, "holds">,
  moment: TelemetryMoment,
): Promise<Durations & Pick<Measured, "source" | "seriesPerRow">> {
  const { windowSeconds } = moment;
  // What is recorded knows no proxies apart: where their bounds differ it would be wrong.
  if (form.partialBounds.length === 0 && (await recorded.holds("durations", moment))) {
    const found = await ask(recordedDurations(windowSeconds));
    // Where nothing was recorded there may be something all the same, and if not, asking costs nothing.
    if (found.sums.rows.length > 0) return { ...found, source: "recorded" };
  }
  const found = await ask(rawDurations(form, windowSeconds));
  return { ...found, source: "raw", ...seriesPerRow(form, found.buckets) };
}

async function askDurations(
  client: Pick<PrometheusClient, "queryTable">,
  queries: DurationQueries,
  form: DurationForm,
  memory: LatencyMemory,
  at: number,
  signal?: AbortSignal,
): Promise<Durations> {
  const guess = form.someOnlyTime || memory.sides === "both" ? "all" : memory.calleeSide;
  const askBuckets = (selections: ReturnType<typeof selectionsOf>) =>
    client.queryTable(queries.buckets(selections), at, memory.buckets, signal);
  const [buckets, sums] = await Promise.all([
    askBuckets(selectionsWith(guess)),
    client.queryTable(queries.sums, at, memory.sums, signal),
  ]);
  const wanted = calleeSideOf(timedPairs(sums));
  memory.calleeSide = wanted;
  const tables = covers(guess, wanted) ? [buckets] : [buckets, await askBuckets(selectionsOf(wanted))];
  return { buckets: form.someOnlyTime ? tables : tables.map((table) => withoutSpare(table, sums)), sums };
}

/** What is read does not depend on what was guessed: no buckets of callees whose callers have timed the pair. */
function withoutSpare(table: Timings, sums: Timings): Timings {
  const better = heardFromOthers(timedPairs(sums));
  const isSpare = ({ key, pair }: TimedRow) => key.reporter === "destination" && better.has(pair);
  return { ...table, rows: table.rows.filter(({ meaning }) => !isSpare(meaning)) };
}

function timedPairs({ columns, rows }: Timings): TimedPair[] {
  const counts = columns.indexOf("count");
  return rows.map(({ meaning: { key, pair, caller, callee }, values }) => {
    return { reporter: key.reporter, pair, caller, callee, countPerSecond: values[counts] ?? 0 };
  });
}

/** About, and of the callers' side, if it is read: both have the same series. */
function seriesPerRow({ bucketSeries }: DurationForm, buckets: readonly Timings[]): Pick<Measured, "seriesPerRow"> {
  const counted = { caller: 0, callee: 0 };
  for (const { rows, columns } of buckets) {
    for (const { meaning } of rows) {
      counted[meaning.key.reporter === "destination" ? "callee" : "caller"] += columns.length;
    }
  }
  const side = counted.caller > 0 ? "caller" : "callee";
  if (bucketSeries === undefined || counted[side] === 0) return {};
  return { seriesPerRow: bucketSeries[side] / counted[side] };
}

interface Draft {
  readonly key: SampleKey;
  histogram?: Histogram;
  sumMsPerSecond?: number;
  countPerSecond?: number;
}

function draftAt(drafts: Map<string, Draft>, { id, key }: Pick<TimedRow, "id" | "key">): Draft {
  const known = drafts.get(id);
  if (known !== undefined) return known;
  const draft: Draft = { key };
  drafts.set(id, draft);
  return draft;
}

function addBuckets(drafts: Map<string, Draft>, { columns, rows }: Timings): void {
  const read = createHistogramReader(columns);
  for (const { meaning, values } of rows) {
    const histogram = read(values);
    if (histogram !== undefined) draftAt(drafts, meaning).histogram = histogram;
  }
}

function addSums(drafts: Map<string, Draft>, { columns, rows }: Timings): void {
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

function sampleOf({ key, ...timed }: Draft): LatencySample {
  return { ...key, kind: "latency", ...timed };
}
