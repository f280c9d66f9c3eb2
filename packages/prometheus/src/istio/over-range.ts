import type { HistogramRow, VectorRow } from "../answers.ts";
import type { PrometheusClient, QueryRange } from "../client.ts";
import type { PromQl } from "../promql.ts";
import { tableOf } from "../tables/read-table.ts";
import { type DurationForms, settledForm } from "./duration-form.ts";
import { readLatencies } from "./latencies.ts";
import { createLatencyMemory } from "./latency-memory.ts";
import type { Measured } from "./moment.ts";
import { timesOf } from "./range-times.ts";
import { rawRates } from "./recorded/recorded-rates.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import type { RangePart } from "./recorded/split-range.ts";
import type { SeriesRange } from "./series-subject.ts";
import { createTrafficMemory, readTraffic } from "./traffic.ts";

/** What was measured at each step of a range. `at`: Unix seconds, one of `times`. */
export interface MeasuredOverRange {
  readonly times: readonly number[];
  at(time: number): Promise<Measured>;
}

/**
 * Rates of the whole mesh at every step: 2 range requests, as many again where recorded series begin within the range.
 * The same as asking moment by moment.
 */
export function readTrafficOverRange(
  client: PrometheusClient,
  recorded: RecordedSeries,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<MeasuredOverRange> {
  const memory = createTrafficMemory();
  return readOverRange(client, recorded, range, signal, (sliced, known, moment) =>
    readTraffic(sliced, known, memory, moment, signal),
  );
}

/** Durations of the whole mesh at every step: 2 range requests, 3 with native histograms, and so on as for traffic. */
export async function readLatenciesOverRange(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<MeasuredOverRange> {
  const settled = settledForm(await forms.at(range.to, signal));
  const memory = createLatencyMemory("both");
  return readOverRange(client, recorded, range, signal, (sliced, known, moment) =>
    readLatencies(sliced, settled, known, memory, moment, signal),
  );
}

type ReadMoment = (
  client: PrometheusClient,
  recorded: RecordedSeries,
  moment: { readonly at: number; readonly windowSeconds: number },
) => Promise<Measured>;

async function readOverRange(
  client: PrometheusClient,
  recorded: RecordedSeries,
  range: SeriesRange,
  signal: AbortSignal | undefined,
  read: ReadMoment,
): Promise<MeasuredOverRange> {
  const { windowSeconds } = range;
  const times = timesOf(range);
  const parts = await recorded.partsOf({ ...range, to: times.at(-1) ?? range.from }, signal);
  const sliced = parts.map((part) => {
    const slice = slicedClient(client, { ...part, stepSeconds: range.stepSeconds });
    return { part, slice, recorded: recordedIn(part, recorded) };
  });
  const at = async (time: number): Promise<Measured> => {
    const own = sliced.find(({ part }) => time >= part.from && time <= part.to);
    if (own === undefined) return { samples: [], warnings: [] };
    return read(own.slice, own.recorded, { at: time, windowSeconds });
  };
  // The first step of a part asks for all of them: what goes wrong does so before anything is given.
  await Promise.all(parts.map(({ from }) => at(from)));
  return { times, at };
}

/** Which source a part has is settled for all its steps. */
function recordedIn(part: RangePart, recorded: RecordedSeries): RecordedSeries {
  return {
    ...recorded,
    ifHeld: async (_audited, _moment, ask) => (part.rates === rawRates ? undefined : ask()),
    complaintsAt: async () => [],
  };
}

/** Answers questions about single moments out of one range query each. */
function slicedClient(client: PrometheusClient, range: QueryRange): PrometheusClient {
  const vectors = slices<VectorRow>(async (promql, signal) => {
    const { rows, warnings } = await client.queryRange(promql, range, signal);
    return {
      rows: rows.map(({ metric, values }) => values.map(([time, value]) => [time, { metric, value }])),
      warnings,
    };
  });
  const histograms = slices<HistogramRow>(async (promql, signal) => {
    const answer = await client.queryHistogramRange(promql, range, signal);
    const rows = answer.rows.map(({ metric, histograms: values }) =>
      values.map(([time, histogram]) => [time, { metric, histogram }] as const),
    );
    return { rows, warnings: answer.warnings };
  });
  const queryTable: PrometheusClient["queryTable"] = async (promql, at, memory, signal) => {
    const { rows, warnings } = await vectors(promql, at, signal);
    return { ...tableOf(rows, memory), warnings };
  };
  return { ...client, query: vectors, queryTable, queryHistograms: histograms };
}

interface Whole<Row> {
  readonly rows: readonly (readonly (readonly [number, Row])[])[];
  readonly warnings: readonly string[];
}

function slices<Row>(ask: (promql: PromQl, signal?: AbortSignal) => Promise<Whole<Row>>) {
  const asked = new Map<PromQl, Promise<{ byTime: ReadonlyMap<number, Row[]>; warnings: readonly string[] }>>();
  const askOnce = async (promql: PromQl, signal?: AbortSignal) => {
    const { rows, warnings } = await ask(promql, signal);
    const byTime = new Map<number, Row[]>();
    for (const [time, row] of rows.flat()) {
      const known = byTime.get(time);
      if (known === undefined) byTime.set(time, [row]);
      else known.push(row);
    }
    return { byTime, warnings };
  };
  return async (promql: PromQl, at: number, signal?: AbortSignal) => {
    const whole = asked.get(promql) ?? askOnce(promql, signal);
    asked.set(promql, whole);
    const { byTime, warnings } = await whole;
    return { rows: byTime.get(at) ?? [], warnings };
  };
}
