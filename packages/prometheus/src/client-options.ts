import type { PrometheusConnection } from "./connection.ts";

export interface RequestReport {
  /** What was asked: `query`, `query_range`, `query_exemplars`, `config`, `buildinfo`. */
  readonly kind: string;
  readonly seconds: number;
  readonly outcome: "ok" | "rejected" | "unavailable";
  /** Of the answer's body, after decompression. */
  readonly bytes: number;
}

export interface PrometheusClientOptions extends PrometheusConnection {
  /** For one request, from sending it to its last byte. */
  readonly timeoutMs: number;
  /** Requests under way at once; more wait their turn. Default 4. */
  readonly maxInFlight?: number;
  readonly onRequest?: (report: RequestReport) => void;
}
