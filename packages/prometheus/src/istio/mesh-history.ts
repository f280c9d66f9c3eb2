import type { Bin, HistoryRow, MeshHistory, RowMeasure } from "@fyr/topology";
import type { Labels, MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, type PromQl, positive } from "../promql.ts";
import type { DurationForm, DurationForms } from "./duration-form.ts";
import {
  brokenConnections,
  connectionCounters,
  durationCounters,
  markedRates,
  requestCounter,
  ztunnel,
} from "./edge-counters.ts";
import { hostCpu, hostRows } from "./host-cpu.ts";
import { latencyLabels, metricMark, proxyMark } from "./labels.ts";
import { warningsOf } from "./moment.ts";
import { nativeDurations, nativeMarks } from "./native-durations.ts";
import { fill, onBins } from "./on-bins.ts";
import { containerRows, pressedContainers } from "./pressed-containers.ts";
import { timesOf } from "./range-times.ts";
import { createKeyReader, type KeyReader, requestProtocol } from "./read-key.ts";
import { readOutcome } from "./read-outcome.ts";
import { connectionSecurity, requestSecurity } from "./read-security.ts";
import { rawRates, recordedRows } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

export interface HistoryAsked {
  /** Unix seconds. */
  readonly from: number;
  readonly at: number;
  /** The smallest window rates can be trusted in, of what is newest and of what is oldest. */
  readonly windowSeconds: { readonly newest: number; readonly oldest: number };
}

export interface MeasuredHistory {
  readonly history: MeshHistory;
  /** HTTP requests it took. */
  readonly requests: number;
  readonly warnings: readonly string[];
}

/** Bins of the newest stretch, which is read first and as finely as can be. */
const newestBins = 15;
/** Numbers in one answer of Prometheus: about 20 MB of text. */
const mostNumbers = 600_000;

/**
 * Rates by outcome, durations, TCP, the hosts' CPU and containers near their bounds, of the whole mesh over time, as bins
 * that do not overlap: one range request for the newest stretch and one for what is before, in steps as short as keeps it
 * within bounds. As many again where recorded series begin, and one small request more where there are some, and one for
 * the form of durations.
 */
export async function readMeshHistory(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  { from, at, windowSeconds: { newest, oldest } }: HistoryAsked,
  signal?: AbortSignal,
): Promise<MeasuredHistory> {
  const form = await forms.at(at, signal);
  const recentFrom = at - (newestBins - 1) * newest;
  const recent = await readStretch(client, form, recorded, { from: recentFrom, to: at, stepSeconds: newest }, signal);
  const before = recentFrom - newest;
  const step = stepWithin(before - from, Math.max(newest, oldest), recent.rows.length);
  const steps = Math.max(0, Math.floor((before - from) / step) - 1);
  const range = { from: before - steps * step, to: before, stepSeconds: step };
  // What is recorded is so up to its end, or not at all.
  const source = recent.isRaw ? onlyRaw : recorded;
  const early = await readStretch(client, form, source, range, signal);
  return {
    history: joined(early, recent),
    requests: early.requests + recent.requests,
    warnings: warningsOf(early, recent),
  };
}

/** In whole multiples of the shortest. */
function stepWithin(seconds: number, shortest: number, rows: number): number {
  let step = shortest;
  while ((rows * seconds) / step > mostNumbers) step *= 2;
  return step;
}

interface Stretch {
  readonly bins: readonly Bin[];
  readonly rows: readonly MatrixRow[];
  readonly isRaw: boolean;
  readonly requests: number;
  readonly warnings: readonly string[];
}

const onlyRaw: Pick<RecordedSeries, "partsOf"> = { partsOf: async (range) => [{ ...range, rates: rawRates }] };

interface StretchRange {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

async function readStretch(
  client: PrometheusClient,
  form: DurationForm,
  recorded: Pick<RecordedSeries, "partsOf">,
  range: StretchRange,
  signal?: AbortSignal,
): Promise<Stretch> {
  const { stepSeconds } = range;
  const parts = await recorded.partsOf({ ...range, windowSeconds: stepSeconds }, signal);
  const answers = await Promise.all(
    parts.map(({ rates, from, to }) =>
      client.queryRange(meshQuery(form, rates !== rawRates, stepSeconds), { from, to, stepSeconds }, signal),
    ),
  );
  return {
    bins: timesOf(range).map((at) => ({ at, seconds: stepSeconds })),
    rows: answers.flatMap(({ rows }) => rows),
    isRaw: parts.every(({ rates }) => rates === rawRates),
    requests: answers.length,
    warnings: warningsOf(...answers),
  };
}

const counters = [requestCounter, ...durationCounters, ...connectionCounters];

function meshQuery(form: DurationForm, isRecorded: boolean, windowSeconds: number): PromQl {
  const traffic = isRecorded
    ? recordedRows([...new Set(counters.map(({ metric }) => metric))], windowSeconds)
    : markedRates(counters, windowSeconds);
  const native = nativeDurations(form, latencyLabels, [[]], windowSeconds);
  // Few have a flag, and nothing records them.
  const broken = markedRates([brokenConnections], windowSeconds);
  return positive(either(traffic, broken, ...native, ...hostCpu(windowSeconds), ...pressedContainers(windowSeconds)));
}

/** Both stretches as one. Moments at which nothing at all was measured are left out: nobody scraped. */
function joined(early: Stretch, recent: Stretch): MeshHistory {
  const all = [...early.bins, ...recent.bins];
  const rows = [...early.rows, ...recent.rows];
  const measured = new Set(rows.filter(isTraffic).flatMap(({ values }) => values.map(([time]) => time)));
  const bins = all.filter(({ at }) => measured.has(at));
  const binAt = new Map(bins.map(({ at }, bin) => [at, bin]));
  const read = createRowReader(binAt);
  return {
    bins,
    rows: mergedRows(rows.flatMap((row) => read(row) ?? [])),
    hosts: hostRows(rows, binAt),
    containers: containerRows(rows, binAt),
  };
}

function isTraffic({ metric }: MatrixRow): boolean {
  return measures[metric[metricMark] ?? ""] !== undefined;
}

const measures: Readonly<Record<string, RowMeasure>> = {
  requests: "requests",
  sum: "time",
  count: "timed",
  [nativeMarks.sum]: "time",
  [nativeMarks.count]: "timed",
  opened: "connections",
  broken: "broken",
  received: "bytes",
  sent: "bytes",
};

export function createRowReader(
  binAt: ReadonlyMap<number, number>,
  reader: KeyReader = createKeyReader(),
): (row: MatrixRow) => HistoryRow | undefined {
  return ({ metric, values }) => {
    const measure = measures[metric[metricMark] ?? ""];
    if (measure === undefined) return undefined;
    const key = reader.read(metric, ofRequests.has(measure) ? requestProtocol(metric) : "tcp");
    if (key === undefined) return undefined;
    const byZtunnel = metric[proxyMark] === ztunnel && { ztunnel: true as const };
    return { key, measure, ...byZtunnel, ...outcomeOf(metric, measure), perSecond: onBins(values, binAt) };
  };
}

const ofRequests: ReadonlySet<RowMeasure> = new Set(["requests", "time", "timed"]);

function outcomeOf(labels: Labels, measure: RowMeasure): Pick<HistoryRow, "outcome"> {
  switch (measure) {
    case "requests":
      return { outcome: { ...readOutcome(labels), ...requestSecurity(labels) } };
    case "connections":
    case "broken":
      return { outcome: { ...readOutcome(labels), ...connectionSecurity(labels) } };
    case "time":
    case "timed":
    case "bytes":
      return {};
  }
}

/** The same row of both stretches is one. */
function mergedRows(rows: readonly HistoryRow[]): HistoryRow[] {
  const known = new Map<string, HistoryRow>();
  const ids = new Map<object, number>();
  const idOf = (part: object) => {
    const id = ids.get(part) ?? ids.size;
    ids.set(part, id);
    return id;
  };
  for (const row of rows) {
    const { key, measure, ztunnel, outcome } = row;
    const ends = [idOf(key.source), idOf(key.destination)];
    const name = JSON.stringify([key.reporter, key.protocol, ...ends, measure, ztunnel, outcome]);
    const same = known.get(name);
    if (same === undefined) known.set(name, row);
    else fill(same.perSecond, row.perSecond);
  }
  return [...known.values()];
}
