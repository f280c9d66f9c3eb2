import { known } from "@fyr/topology";
import type { Answer, HistogramMatrixRow, HistogramRow, MatrixRow, VectorRow } from "./answers.ts";
import { createWriter, plainDialect } from "./dialect.ts";
import { isObject } from "./is-object.ts";
import { findOldestSample } from "./oldest-sample.ts";
import type { PromQl } from "./promql.ts";
import { readHistogramMatrix, readHistograms } from "./read-histograms.ts";
import { readMatrix, readVector } from "./read-rows.ts";
import { createRequester, type PrometheusClientOptions } from "./request.ts";
import { countSamples } from "./samples-within.ts";
import { findScrapeInterval } from "./scrape-interval.ts";

/** Whatever speaks Prometheus' HTTP API. Every method rejects with a `PrometheusError`, or with the signal's reason. */
export interface PrometheusClient {
  /** At one instant, in Unix seconds. */
  query(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<VectorRow>>;
  /** The native histograms among the rows, at one instant. */
  queryHistograms(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<HistogramRow>>;
  /** The raw samples of a range selector such as `up[5m]`. */
  querySamples(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** From `from` to `to` (Unix seconds, both included), every `stepSeconds`. */
  queryRange(promql: PromQl, range: QueryRange, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** The native histograms among the rows. */
  queryHistogramRange(promql: PromQl, range: QueryRange, signal?: AbortSignal): Promise<Answer<HistogramMatrixRow>>;
  buildInfo(signal?: AbortSignal): Promise<{ version?: string }>;
  /** Seconds between two samples of a mesh series: configured, else measured, else 15. */
  scrapeInterval(at: number, signal?: AbortSignal): Promise<number>;
  /** Samples of the densest mesh series in the `seconds` before `at`; 0 when there are none. */
  samplesWithin(seconds: number, at: number, signal?: AbortSignal): Promise<number>;
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
  const written = createWriter(options.dialect ?? plainDialect);
  const { host } = new URL(options.url);
  const instant = (promql: PromQl, at: number, signal?: AbortSignal) =>
    send({ path: "query", kind: "query", form: { query: written(promql), time: unixTime(at) } }, signal);
  const overRange = (promql: PromQl, { from, to, stepSeconds }: QueryRange, signal?: AbortSignal) => {
    const form = { query: written(promql), start: unixTime(from), end: unixTime(to), step: `${stepSeconds}` };
    return send({ path: "query_range", kind: "query_range", form }, signal);
  };
  const rows = async <Row>(asked: ReturnType<typeof send>, read: (host: string, data: unknown) => Row[]) => {
    const { data, warnings } = await asked;
    return { rows: read(host, data), warnings };
  };
  const query: PrometheusClient["query"] = (promql, at, signal) => rows(instant(promql, at, signal), readVector);
  return {
    query,
    queryHistograms: (promql, at, signal) => rows(instant(promql, at, signal), readHistograms),
    querySamples: (promql, at, signal) => rows(instant(promql, at, signal), readMatrix),
    queryRange: (promql, range, signal) => rows(overRange(promql, range, signal), readMatrix),
    queryHistogramRange: (promql, range, signal) => rows(overRange(promql, range, signal), readHistogramMatrix),
    async buildInfo(signal) {
      const { data } = await send({ path: "status/buildinfo", kind: "buildinfo" }, signal);
      return known("version", fieldOf(data, "version"));
    },
    scrapeInterval: (at, signal) =>
      findScrapeInterval(
        async () => fieldOf((await send({ path: "status/config", kind: "config" }, signal)).data, "yaml"),
        (promql) => query(promql, at, signal),
      ),
    samplesWithin: (seconds, at, signal) => countSamples(seconds, (promql) => query(promql, at, signal)),
    oldestSample: (at, signal) => findOldestSample(at, (promql, moment) => query(promql, moment, signal)),
  };
}

/** Milliseconds are as fine as Prometheus keeps time. */
function unixTime(seconds: number): string {
  return seconds.toFixed(3);
}

function fieldOf(data: unknown, field: "version" | "yaml"): string | undefined {
  const value = isObject(data) ? data[field] : undefined;
  return typeof value === "string" ? value : undefined;
}
