import type { SampleKey } from "../samples.ts";

/** A stretch of time that numbers are of; it ends at `at` (Unix seconds). */
export interface Bin {
  readonly at: number;
  readonly seconds: number;
}

/** How requests ended, as proxies say it. */
export interface RowOutcome {
  readonly code: string;
  readonly grpcStatus?: string;
  readonly flags?: string;
  readonly mtls?: boolean;
}

/**
 * `requests`: req/s; `time`: ms of all requests together, per second; `timed`: requests that `time` is of, per second;
 * `connections`: opened per second; `broken`: those that ended badly, as ztunnels count them; `bytes`: both ways, per
 * second.
 */
export type RowMeasure = "requests" | "time" | "timed" | "connections" | "broken" | "bytes";

/** One measured number of one pair over time. */
export interface HistoryRow {
  readonly key: SampleKey;
  readonly measure: RowMeasure;
  /** Of requests and connections. */
  readonly outcome?: RowOutcome;
  /** Counted by a ztunnel: what it saw may be requests that others know as such. */
  readonly ztunnel?: true;
  /** Whose proxy counted: of rows that are read pod by pod. */
  readonly pod?: string;
  readonly host?: string;
  /** One for each bin; `NaN` where nothing was measured. */
  readonly perSecond: Float64Array;
}

/** What others take of a Kubernetes node's CPU, 0..1; `NaN` where it was not measured. */
export interface HostRow {
  readonly name: string;
  readonly stealRatio: Float64Array;
}

/** One container over time, where it comes near what it may use. */
export interface ContainerRow {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly measure: "throttled" | "memory";
  /** Of the scheduler's periods, of the memory limit, 0..1; `NaN`: not measured, or far from it. */
  readonly ratio: Float64Array;
}

/** A mesh over time. Bins rise and do not overlap; they need not be of one length, nor without gaps. */
export interface MeshHistory {
  readonly bins: readonly Bin[];
  readonly rows: readonly HistoryRow[];
  readonly hosts: readonly HostRow[];
  readonly containers: readonly ContainerRow[];
}
