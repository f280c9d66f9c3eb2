import { type Latency, momentsOf, shareWithin } from "../traffic/latency.ts";
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

/** Requests, then the buckets from the lowest up, their sum and their count. */
export const REQUEST_SHAPE: BlockShape = {
  hiddenUntilCounted: true,
  lines: [
    { metric: "istio_requests_total", family: "istio_requests_total", type: "counter", whole: true },
    ...DURATION_BOUNDS_MS.map((bound) => part("bucket", true, String(bound))),
    part("bucket", true, "+Inf"),
    part("sum", false),
    part("count", true),
  ],
};

/** What one request per second with these times adds to each line each second. */
export function requestGrowth(latency: Latency): Float64Array {
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
  return growth;
}
