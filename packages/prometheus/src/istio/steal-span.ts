import type { LastingSpan } from "./lasting-spans.ts";
import type { SeriesRange } from "./series-subject.ts";

/** A Kubernetes node whose hypervisor gave CPU time to others. Unix seconds. */
export interface StealSpan {
  readonly host: string;
  readonly from: number;
  /** Absent: it still does at the end of the range. */
  readonly until?: number;
  /** Of all CPU time, while it lasted. */
  readonly ratio: number;
}

/**
 * Rates look back on a window: at its first step a span has been going on for the part of the window that the rate is
 * of what it becomes, and at its last it has been over for the part that is missing.
 */
export function stealSpan(
  host: string,
  { points, isEarlier, isOpen }: LastingSpan,
  { windowSeconds }: SeriesRange,
): StealSpan {
  const ratio = median(points.map(([, value]) => value));
  const nothing = [0, 0] as const;
  const [first, last] = [points[0] ?? nothing, points.at(-1) ?? nothing];
  const shareAt = ([, value]: readonly [number, number]) => Math.min(1, value / ratio);
  const from = isEarlier ? first[0] : first[0] - windowSeconds * shareAt(first);
  const until = last[0] - windowSeconds * (1 - shareAt(last));
  const lasts = isOpen && shareAt(last) > 0.75;
  return { host, from, ratio, ...(!lasts && { until: Math.max(from, until) }) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
