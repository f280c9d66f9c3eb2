import type { Series } from "@fyr/contract";
import type { SeriesField } from "./comparison-rows.ts";

/** `time`: Unix seconds. `null` where nothing was measured. */
export interface SparkPoint {
  readonly time: number;
  readonly stable: number | null;
  readonly canary: number | null;
}

/** Both series on one axis of time; success is drawn as success, so that down is bad in that row alone. */
export function sparkPoints(stable: Series | undefined, canary: Series | undefined, field: SeriesField): SparkPoint[] {
  const byTime = new Map<number, { stable: number | null; canary: number | null }>();
  add(stable, "stable");
  add(canary, "canary");
  return [...byTime].sort(([a], [b]) => a - b).map(([time, values]) => ({ time, ...values }));

  function add(series: Series | undefined, side: "stable" | "canary"): void {
    const values = series?.[field];
    for (const [index, time] of (series?.times ?? []).entries()) {
      const value = values?.[index] ?? null;
      const point = byTime.get(time) ?? { stable: null, canary: null };
      point[side] = value !== null && field === "errorRatio" ? 1 - value : value;
      byTime.set(time, point);
    }
  }
}
