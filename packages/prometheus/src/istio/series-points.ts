import { classifyResponse, histogramQuantile, mergeHistograms } from "@fyr/topology";
import type { HistogramMatrixRow, MatrixRow, NativeHistogram } from "../answers.ts";
import { byProxy } from "./duration-form.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { metricMark } from "./labels.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { readOutcome } from "./read-outcome.ts";

/** One for each step; `null` where nothing was measured. */
export type Points = (number | null)[];
/** A native histogram for each step. */
export type HistogramPoints = readonly (NativeHistogram | null)[];

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
  const proxies = byProxy(rows).map((own) => ({
    read: createHistogramReader(own.map(({ metric }) => metric["le"] ?? "")),
    points: own.map(({ values }) => onSteps(values, times)),
  }));
  const histograms = times.map((_, at) =>
    mergeHistograms([
      ...proxies.flatMap(({ read, points }) => read(points.map((bound) => bound[at] ?? Number.NaN)) ?? []),
      ...native.flatMap((points) => points[at] ?? []).map(boundedHistogram),
    ]),
  );
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

/** What was measured at each step; `null` where nothing was. */
function onSteps<Value>(measured: readonly (readonly [number, Value])[], times: readonly number[]): (Value | null)[] {
  const points: (Value | null)[] = times.map(() => null);
  const from = times[0] ?? 0;
  const step = (times[1] ?? from + 1) - from;
  for (const [time, value] of measured) {
    const at = Math.round((time - from) / step);
    if (at >= 0 && at < points.length) points[at] = value;
  }
  return points;
}
