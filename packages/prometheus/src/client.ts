import type { Answer, MatrixRow, VectorRow } from "./answers.ts";
import type { PromQl } from "./promql.ts";

export interface RequestReport {
  /** What was asked: `query`, `query_range`, `config`, `buildinfo`. */
  readonly kind: string;
  readonly seconds: number;
  readonly outcome: "ok" | "rejected" | "unavailable";
  /** Of the answer's body, after decompression. */
  readonly bytes: number;
}

export interface PrometheusClientOptions {
  /** Base address, with a path where Prometheus lives under one. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For one request, from sending it to its last byte. */
  readonly timeoutMs: number;
  /** Requests under way at once; more wait their turn. Default 4. */
  readonly maxInFlight?: number;
  readonly onRequest?: (report: RequestReport) => void;
}

/** Whatever speaks Prometheus' HTTP API. Every method rejects with a `PrometheusError`, or with the signal's reason. */
export interface PrometheusClient {
  /** At one instant, in Unix seconds. */
  query(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<VectorRow>>;
  /** The raw samples of a range selector such as `up[5m]`. */
  querySamples(promql: PromQl, at: number, signal?: AbortSignal): Promise<Answer<MatrixRow>>;
  /** From `from` to `to` (Unix seconds, both included), every `stepSeconds`. */
  queryRange(
    promql: PromQl,
    range: { readonly from: number; readonly to: number; readonly stepSeconds: number },
    signal?: AbortSignal,
  ): Promise<Answer<MatrixRow>>;
  buildInfo(signal?: AbortSignal): Promise<{ version?: string }>;
  /** Seconds between two samples of a mesh series: configured, else measured, else 15. */
  scrapeInterval(at: number, signal?: AbortSignal): Promise<number>;
  /** About when the mesh's samples begin (Unix seconds), at most 15 days before `at`. Undefined when there are none. */
  oldestSample(at: number, signal?: AbortSignal): Promise<number | undefined>;
}

export function createPrometheusClient(_options: PrometheusClientOptions): PrometheusClient {
  throw new Error("not built yet");
}
