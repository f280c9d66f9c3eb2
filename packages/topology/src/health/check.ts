import type { HealthCause, Protocol, Quantiles } from "@fyr/contract";
import type { Levels } from "./settle.ts";
import type { Answer } from "./tolerances.ts";

/** The answers of one protocol; of TCP, how its connections were made. */
export interface Answers {
  readonly protocol: Protocol;
  readonly responses: readonly Answer[];
}

/** Traffic over one window, before rounding. */
export interface Judged {
  readonly windowSeconds: number;
  readonly answers: readonly Answers[];
  readonly requestsPerSecond: number;
  readonly latency?: Quantiles | undefined;
  readonly usualLatency?: Quantiles | undefined;
  /** There was TCP, of which Istio tells no success but that of connections. */
  readonly tcp: boolean;
}

/** The value on a chart from which on a subject is unwell. */
export interface UnwellFrom {
  readonly measure: "errorRatio" | "clientErrorRatio" | "failedConnectionRatio" | "p95Ms" | "p99Ms";
  readonly from: number;
}

/** One tolerance, as traffic is held against it: one for everybody who is judged by it. */
export interface Check {
  /** Of the tolerance, and what of it is held against. */
  readonly key: string;
  readonly of: "requests" | "connections";
  /** Undefined where nothing can be said. */
  levelsOf(traffic: Judged): Levels | undefined;
  /** Of traffic that has levels; undefined of any other. */
  troubleOf(traffic: Judged, status: HealthCause["status"]): Trouble | undefined;
}

/** What is said of traffic that is unwell. */
interface Trouble {
  readonly cause: HealthCause;
  readonly unwellFrom: UnwellFrom;
}
