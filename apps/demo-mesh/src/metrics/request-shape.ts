import type { Answer } from "../traffic/answer.ts";
import { momentsOf, shareWithin } from "../traffic/latency.ts";
import type { BlockShape, Line } from "./block.ts";

/** Envoy's default histogram buckets, ms; the last, +Inf, is not in the list. */
export const DURATION_BOUNDS_MS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
] as const;

const DURATION = "istio_request_duration_milliseconds";
const part = (suffix: string, whole: boolean, le?: string): Line => ({
  metric: `${DURATION}_${suffix}`,
  family: DURATION,
  type: "histogram",
  whole,
  ...(le !== undefined && { le }),
});

/**
 * How large requests and answers are. Sums and counts only: the buckets of sizes nobody reads, and many meshes drop
 * them while scraping because they are two thirds of all series.
 */
const sizes = (metric: string): Line[] => [
  { metric: `${metric}_sum`, family: metric, type: "histogram", whole: true },
  { metric: `${metric}_count`, family: metric, type: "histogram", whole: true },
];

/** Requests; the buckets of their times from the lowest up, their sum and their count; their sizes and the answers'. */
export const REQUEST_SHAPE: BlockShape = {
  hiddenUntilCounted: true,
  lines: [
    { metric: "istio_requests_total", family: "istio_requests_total", type: "counter", whole: true },
    ...DURATION_BOUNDS_MS.map((bound) => part("bucket", true, String(bound))),
    part("bucket", true, "+Inf"),
    part("sum", false),
    part("count", true),
    ...sizes("istio_request_bytes"),
    ...sizes("istio_response_bytes"),
  ],
};

/** Which line counts requests that took so long and no smaller bucket does. */
export function bucketLine(ms: number): number {
  const bucket = DURATION_BOUNDS_MS.findIndex((bound) => ms <= bound);
  return 1 + (bucket < 0 ? DURATION_BOUNDS_MS.length : bucket);
}

/** Headers and body, bytes; an answer that is an error says less. */
const REQUEST_BYTES = 740;
const ANSWER_BYTES = 3600;
const ERROR_BYTES = 310;

/** What one request per second with this answer adds to each line each second. */
export function requestGrowth({ latency, code, grpcStatus }: Answer): Float64Array {
  const growth = new Float64Array(REQUEST_SHAPE.lines.length);
  growth[0] = 1;
  let within = 0;
  for (const [bucket, bound] of DURATION_BOUNDS_MS.entries()) {
    // Nearly nothing is above: the rest of the buckets are full.
    within = within > 1 - 1e-9 ? 1 : Math.max(within, shareWithin(latency, bound));
    growth[1 + bucket] = within;
  }
  growth[DURATION_BOUNDS_MS.length + 1] = 1;
  growth[DURATION_BOUNDS_MS.length + 2] = momentsOf(latency).mean;
  growth[DURATION_BOUNDS_MS.length + 3] = 1;
  const answerBytes = code === "0" ? 0 : isGood(code, grpcStatus) ? ANSWER_BYTES : ERROR_BYTES;
  growth.set([REQUEST_BYTES, 1, answerBytes, 1], DURATION_BOUNDS_MS.length + 4);
  return growth;
}

/** gRPC messages, counted apart from requests: calls that stream have many of them. */
export const MESSAGES_SHAPE: BlockShape = {
  hiddenUntilCounted: true,
  lines: ["istio_request_messages_total", "istio_response_messages_total"].map((metric) => ({
    metric,
    family: metric,
    type: "counter",
    whole: true,
  })),
};

/** Calls here are unary: one message goes in, and one comes back when the call succeeds. */
export function messagesGrowth({ code, grpcStatus }: Answer): Float64Array {
  return Float64Array.of(1, isGood(code, grpcStatus) ? 1 : 0);
}

function isGood(code: string, grpcStatus: string): boolean {
  return code.startsWith("2") && (grpcStatus === "" || grpcStatus === "0");
}
