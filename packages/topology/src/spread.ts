import type { LatencyBucket } from "@fyr/contract";
import { monotonicCounts } from "./quantile.ts";
import type { Histogram } from "./samples.ts";

/** How durations spread: what each bucket holds beyond the one before. */
export function spreadOf(histogram: Histogram): readonly LatencyBucket[] {
  const counts = monotonicCounts(histogram);
  return histogram.bounds.map((upToMs, at) => {
    const perSecond = Math.max(0, (counts[at] ?? 0) - (counts[at - 1] ?? 0));
    return Number.isFinite(upToMs) ? { upToMs, perSecond } : { perSecond };
  });
}
