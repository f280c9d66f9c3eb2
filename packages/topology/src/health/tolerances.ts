import type { HealthCause, Protocol } from "@fyr/contract";
import { isRefused } from "../connection-flags.ts";
import { classifyResponse } from "../responses.ts";

/** One kind of answer, and how many of it came a second. */
export interface Answer {
  readonly code: string;
  readonly grpcStatus?: string | undefined;
  readonly flags?: string | undefined;
  readonly perSecond: number;
}

/** Seen from the workload that is judged. */
export type TrafficSide = "inbound" | "outbound";

/** From which share of certain answers on traffic is called degraded or failing. */
export interface RateTolerance {
  /** Tells it from the others of its subject, the same at every look. */
  readonly key: string;
  /** The pattern as it was written; absent where the answers are a class of their own. */
  readonly codes?: string;
  counts(answer: Answer, protocol: Protocol): boolean;
  /** The share is taken of the traffic of these protocols. */
  appliesTo(protocol: Protocol): boolean;
  appliesOn(side: TrafficSide): boolean;
  /** Shares, 0..1. A share of none is always well. */
  readonly degraded: number;
  readonly failing: number;
  /** Fewer of these answers than this in the window prove nothing, connections likewise. */
  readonly minimumFailedRequests: number;
}

/** From which latency on requests are called slow. Where both bounds are given, the lower one holds. */
export interface LatencyTolerance {
  readonly key: string;
  readonly quantile: "p95" | "p99";
  readonly degradedOverMs?: number;
  readonly failingOverMs?: number;
  /** Degraded when it is `factor` × usual and at least `byMs` above it. */
  readonly aboveUsual?: { readonly factor: number; readonly byMs: number };
  readonly minimumRequests: number;
}

export type ToleranceOrigin = NonNullable<HealthCause["tolerance"]>;

/** What one subject is judged by. */
export interface SubjectTolerances {
  readonly rates: readonly RateTolerance[];
  readonly ratesFrom: ToleranceOrigin;
  readonly latencies: readonly LatencyTolerance[];
  readonly latenciesFrom: ToleranceOrigin;
}

/** A share of answers as people write it down. */
export interface RatePattern {
  readonly key: string;
  readonly codes: RegExp;
  readonly written: string;
  readonly protocol?: RegExp;
  readonly direction?: RegExp;
  readonly degraded: number;
  readonly failing: number;
  readonly minimumFailedRequests: number;
}

/** Answers of the classes Fyr judges by itself, whatever their codes. */
export function classTolerance(
  answerClass: "server-error" | "client-error",
  bounds: Pick<RateTolerance, "degraded" | "failing" | "minimumFailedRequests">,
): RateTolerance {
  return {
    key: answerClass,
    counts: ({ code, grpcStatus, flags }) => classifyResponse(code, grpcStatus, flags) === answerClass,
    appliesTo: () => true,
    appliesOn: () => true,
    ...bounds,
  };
}

export function patternTolerance(pattern: RatePattern): RateTolerance {
  const { key, codes, written, protocol, direction, degraded, failing, minimumFailedRequests } = pattern;
  return {
    key,
    codes: written,
    counts: (answer, of) => (of !== "tcp" || isRefused(answer.flags)) && codes.test(codeOf(answer, of)),
    appliesTo: (of) => protocol === undefined || protocol.test(of),
    appliesOn: (side) => direction === undefined || direction.test(side),
    degraded,
    failing,
    minimumFailedRequests,
  };
}

/**
 * What patterns are compared with: gRPC by its status, HTTP by its code, no answer at all by `-`, connections that failed
 * by their flags.
 */
function codeOf({ code, grpcStatus, flags = "" }: Answer, protocol: Protocol): string {
  if (protocol === "tcp") return flags;
  if (protocol === "grpc" && grpcStatus !== undefined && grpcStatus !== "") return grpcStatus;
  return code === "0" ? "-" : code;
}
