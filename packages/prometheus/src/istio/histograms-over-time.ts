import { type Histogram, mergeHistograms } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import { byProxy } from "./duration-form.ts";
import { createHistogramReader } from "./histogram-columns.ts";
import { boundedHistogram } from "./native-histogram.ts";
import { onSteps } from "./on-steps.ts";
import type { HistogramPoints } from "./points.ts";

/** All proxies' durations at each step, from rows of buckets and native histograms; undefined where there are none. */
export function histogramsOverTime(
  rows: readonly MatrixRow[],
  native: readonly HistogramPoints[],
  times: readonly number[],
): (Histogram | undefined)[] {
  const proxies = byProxy(rows).map((own) => ({
    read: createHistogramReader(own.map(({ metric }) => metric["le"] ?? "")),
    points: own.map(({ values }) => onSteps(values, times)),
  }));
  return times.map((_, at) =>
    mergeHistograms([
      ...proxies.flatMap(({ read, points }) => read(points.map((bound) => bound[at] ?? Number.NaN)) ?? []),
      ...native.flatMap((points) => points[at] ?? []).map(boundedHistogram),
    ]),
  );
}
