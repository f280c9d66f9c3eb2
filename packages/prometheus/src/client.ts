import { known } from "@fyr/topology";
import type { Answer, ExemplarRow, HistogramMatrixRow, HistogramRow, MatrixRow, VectorRow } from "./answers.ts";
import { type BodyReader, wholeBody } from "./body-reader.ts";
import type { PrometheusClientOptions } from "./client-options.ts";
import { createWriter, type Dialect, plainDialect } from "./dialect.ts";
import { type Engine, settledUntil } from "./engine.ts";
import { isObject } from "./is-object.ts";
import { findOldestSample } from "./oldest-sample.ts";
import type { PromQl } from "./promql.ts";
import type { Success } from "./read-body.ts";
import { readExemplars } from "./read-exemplars.ts";
import { readHistogramMatrix, readHistograms } from "./read-histograms.ts";
import { readMatrix, readVector } from "./read-rows.ts";
import { type Answered, createRequester, type SendRequest } from "./request.ts";
import { countSamples } from "./samples-within.ts";
import { findScrapeInterval } from "./scrape-interval.ts";
import type { LabelMemory } from "./tables/label-memory.ts";
import { readTable } from "./tables/read-table.ts";
import type { Table } from "./tables/table.ts";

/** Whatever speaks Prometheus' HTTP API. Every method rejects with a `PrometheusError`, or with the signal's reason. */
export interface PrometheusClient {
  /** At one instant, in Unix seconds. */
  query(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<VectorRow>>;
  /** The same as a table; what labels mean is worked out once for all questions asked with this memory. */
  queryTable<Meaning>(
    promql: PromQl,
    at: number,
    memory: LabelMemory<Meaning>,
    signal?: AbortSignal,
  ): Promise<Table<Meaning>>;
  /** The native histograms among the rows, at one instant. */
  queryHistograms(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<HistogramRow>>;
  /** The raw samples of a range selector such as `up[5m]`. */
  querySamples(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** From `from` to `to` (Unix seconds, both included), every `stepSeconds`. */
  queryRange(promql: PromQl, range: QueryRange, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** The same for a line in a chart: without values at its end that only repeat the one before. */
  queryLine(promql: PromQl, range: QueryRange, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** The native histograms among the rows. */
  queryHistogramRange(promql: PromQl, range: QueryRange, signal?: AbortSignal): Promise<Answer<HistogramMatrixRow>>;
  /** Exemplars of every series that a selector in the query finds, from `from` to `to` (Unix seconds). */
  queryExemplars(
    promql: PromQl,
    span: Pick<QueryRange, "from" | "to">,
    signal?: AbortSignal,
  ): Promise<Answer<ExemplarRow>>;
  /** A query as it is put to Prometheus, for people. */
  written(promql: PromQl): string;
  buildInfo(signal?: AbortSignal): Promise<{ version?: string }>;
  /** Seconds between two samples of a mesh series: configured, else measured, else 15. */
  scrapeInterval(at: number, signal?: AbortSignal): Promise<number>;
  /** Samples of the densest mesh series in the `seconds` before each moment; 0 where there are none. */
  samplesWithin(seconds: number, moments: readonly number[], signal?: AbortSignal): Promise<number[]>;
  /** About when the mesh's samples begin (Unix seconds), at most 15 days before `at`. Undefined when there are none. */
  oldestSample(at: number, signal?: AbortSignal): Promise<number | undefined>;
}

export interface QueryRange {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
}

export function createPrometheusClient(options: PrometheusClientOptions): PrometheusClient {
  const send = createRequester(options);
  const ask = createQuestioner(send, options.dialect);
  const { host } = new URL(options.url);
  const whole = () => wholeBody(host);
  const instant = <Result>(promql: PromQl, at: number, begin: () => BodyReader<Result>, signal?: AbortSignal) =>
    resultOf(ask({ path: "query", promql, form: { time: unixTime(at) } }, begin, signal));
  const overRange = (promql: PromQl, { from, to, stepSeconds }: QueryRange, signal?: AbortSignal) => {
    const form = { start: unixTime(from), end: unixTime(to), step: `${stepSeconds}` };
    return ask({ path: "query_range", promql, form }, whole, signal);
  };
  const rows = async <Row>(asked: Promise<Success>, read: (host: string, data: unknown) => Row[]) => {
    const { data, warnings } = await asked;
    return { rows: read(host, data), warnings };
  };
  const query: PrometheusClient["query"] = (promql, at, signal) => rows(instant(promql, at, whole, signal), readVector);
  const samplesWithin: PrometheusClient["samplesWithin"] = (seconds, moments, signal) =>
    countSamples(seconds, moments, (promql, at) => query(promql, at, signal));
  return {
    query,
    queryTable: (promql, at, memory, signal) => instant(promql, at, () => readTable(host, memory), signal),
    queryHistograms: (promql, at, signal) => rows(instant(promql, at, whole, signal), readHistograms),
    querySamples: (promql, at, signal) => rows(instant(promql, at, whole, signal), readMatrix),
    queryRange: (promql, range, signal) => rows(resultOf(overRange(promql, range, signal)), readMatrix),
    queryLine: async (promql, range, signal) => {
      const { result, engine, answeredAt } = await overRange(promql, range, signal);
      const until = settledUntil(engine, range.stepSeconds, answeredAt);
      const settled = readMatrix(host, result.data).map(({ metric, values }) => ({
        metric,
        values: values.filter(([time]) => time <= until),
      }));
      return { rows: settled, warnings: result.warnings };
    },
    queryHistogramRange: (promql, range, signal) =>
      rows(resultOf(overRange(promql, range, signal)), readHistogramMatrix),
    queryExemplars: (promql, { from, to }, signal) => {
      const form = { start: unixTime(from), end: unixTime(to) };
      return rows(resultOf(ask({ path: "query_exemplars", promql, form }, whole, signal)), readExemplars);
    },
    written: createWriter(options.dialect ?? plainDialect),
    async buildInfo(signal) {
      const { result } = await send({ path: "status/buildinfo", kind: "buildinfo" }, whole(), signal);
      return known("version", fieldOf(result.data, "version"));
    },
    scrapeInterval: (at, signal) =>
      findScrapeInterval(
        async () => {
          const { result } = await send({ path: "status/config", kind: "config" }, whole(), signal);
          return fieldOf(result.data, "yaml");
        },
        async (seconds) => (await samplesWithin(seconds, [at], signal))[0] ?? 0,
      ),
    samplesWithin,
    oldestSample: (at, signal) => findOldestSample(at, (promql, moment) => query(promql, moment, signal)),
  };
}

interface Question {
  readonly path: "query" | "query_range" | "query_exemplars";
  readonly promql: PromQl;
  readonly form: Readonly<Record<string, string>>;
}

/** Puts queries as whoever is there understands them: who that is, its first answer tells, and is asked again. */
function createQuestioner(send: SendRequest, dialect: Dialect = plainDialect) {
  const written = {
    prometheus: createWriter({ ...dialect, engine: "prometheus" }),
    "victoria-metrics": createWriter({ ...dialect, engine: "victoria-metrics" }),
  } satisfies Record<Engine, unknown>;
  let engine: Engine = dialect.engine ?? "prometheus";
  return async <Result>(
    { path, promql, form }: Question,
    begin: () => BodyReader<Result>,
    signal?: AbortSignal,
  ): Promise<Answered<Result>> => {
    const putFor = (whom: Engine) => ({
      path,
      kind: path,
      form: { query: written[whom](promql), ...form, ...more[whom] },
    });
    const assumed = engine;
    const answer = await send(putFor(assumed), begin(), signal);
    engine = answer.engine;
    return engine === assumed ? answer : send(putFor(engine), begin(), signal);
  };
}

async function resultOf<Result>(asked: Promise<Answered<Result>>): Promise<Result> {
  return (await asked).result;
}

/** VictoriaMetrics' cache moves the moments that are asked for, by up to 30 s. */
const more: Readonly<Record<Engine, Readonly<Record<string, string>>>> = {
  prometheus: {},
  "victoria-metrics": { nocache: "1" },
};

/** Milliseconds are as fine as Prometheus keeps time. */
function unixTime(seconds: number): string {
  return seconds.toFixed(3);
}

function fieldOf(data: unknown, field: "version" | "yaml"): string | undefined {
  const value = isObject(data) ? data[field] : undefined;
  return typeof value === "string" ? value : undefined;
}
