import { classifyResponse, histogramQuantile } from "@fyr/topology";
import type { HistogramMatrixRow, MatrixRow } from "../answers.ts";
import { histogramsOverTime } from "./histograms-over-time.ts";
import { metricMark } from "./labels.ts";
import { onSteps } from "./on-steps.ts";
import type { HistogramPoints, Points } from "./points.ts";
import { readOutcome } from "./read-outcome.ts";

export function nativeOnSteps({ histograms }: HistogramMatrixRow, times: readonly number[]): HistogramPoints {
  return onSteps(histograms, times);
}

/** Sums that are `null` only where every row is. */
export function addUp(rows: readonly MatrixRow[], times: readonly number[]): Points {
  const sums: Points = times.map(() => null);
  for (const { values } of rows) {
    onSteps(values, times).forEach((value, at) => {
      if (value !== null) sums[at] = (sums[at] ?? 0) + value;
    });
  }
  return sums;
}

export function outcomePoints(rows: readonly MatrixRow[], times: readonly number[]) {
  const ended = Map.groupBy(rows, ({ metric }) => {
    const { code, grpcStatus, flags } = readOutcome(metric);
    return classifyResponse(code, grpcStatus, flags);
  });
  const { length: unclassified } = ended.get("unknown") ?? [];
  const total = addUp(rows, times);
  const told =
    unclassified === 0
      ? total
      : addUp(
          [...ended].flatMap(([how, of]) => (how === "unknown" ? [] : of)),
          times,
        );
  const shareOf = (outcome: "server-error" | "client-error") => {
    const counted = addUp(ended.get(outcome) ?? [], times);
    return told.map((all, at) => (all === null || all <= 0 ? null : Math.min(1, (counted[at] ?? 0) / all)));
  };
  return {
    requestsPerSecond: total,
    errorRatio: shareOf("server-error"),
    clientErrorRatio: shareOf("client-error"),
  };
}

export function quantilePoints(
  rows: readonly MatrixRow[],
  native: readonly HistogramPoints[],
  times: readonly number[],
): Record<"p50Ms" | "p95Ms" | "p99Ms", Points> {
  const histograms = histogramsOverTime(rows, native, times);
  const quantile = (q: number) => histograms.map((histogram) => (histogram && histogramQuantile(q, histogram)) ?? null);
  return { p50Ms: quantile(0.5), p95Ms: quantile(0.95), p99Ms: quantile(0.99) };
}

export function meanPoints(
  rows: readonly MatrixRow[],
  native: readonly HistogramPoints[],
  times: readonly number[],
): Points {
  const markedAs = (mark: string) =>
    addUp(
      rows.filter(({ metric }) => metric[metricMark] === mark),
      times,
    );
  const [sums, counts] = [markedAs("sum"), markedAs("count")];
  return times.map((_, at) => {
    const histograms = native.flatMap((points) => points[at] ?? []);
    const sum = histograms.reduce((all, one) => all + one.sum, sums[at] ?? 0);
    const count = histograms.reduce((all, one) => all + one.count, counts[at] ?? 0);
    return count <= 0 ? null : sum / count;
  });
}
