import type { Details } from "@fyr/contract";

export type LatencyBuckets = Extract<Details, { type: "edge" }>["latencyBuckets"];

export interface LatencyBar {
  /** Upper bound in ms; absent: longer than all others. */
  readonly upToMs?: number;
  /** Lower bound in ms, not included. */
  readonly fromMs: number;
  /** Part of all requests, 0..1. */
  readonly share: number;
}

/** Buckets as bars, cut to where there is anything; empty without traffic. */
export function latencyBars(buckets: LatencyBuckets): readonly LatencyBar[] {
  const total = buckets.reduce((sum, { perSecond }) => sum + perSecond, 0);
  if (total <= 0) return [];
  const bars = buckets.map(({ upToMs, perSecond }, index) => ({
    ...(upToMs !== undefined && { upToMs }),
    fromMs: buckets[index - 1]?.upToMs ?? 0,
    share: perSecond / total,
  }));
  const filled = bars.flatMap(({ share }, index) => (share > 0.0005 ? index : []));
  return bars.slice(filled[0] ?? 0, (filled.at(-1) ?? 0) + 1);
}
