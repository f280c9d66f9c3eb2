import type { Heatmap } from "@fyr/contract";
import { type Histogram, monotonicCounts } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { bucketRatesOf } from "./bucket-rates.ts";
import { bucketLabels, type DurationForms } from "./duration-form.ts";
import { durationMetric } from "./edge-counters.ts";
import { histogramsOverTime } from "./histograms-over-time.ts";
import { timesOf } from "./range-times.ts";
import { ratesOfSubject } from "./rates-of-subject.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";
import { nativeOnSteps } from "./series-points.ts";
import type { SeriesRange, SeriesSubject } from "./series-subject.ts";

export type HeatmapPoints = Pick<Heatmap, "times" | "boundsMs" | "perSecond">;

/**
 * How durations spread at each step: 1 range request, 2 where proxies write native histograms; as many again where
 * recorded series begin within the range.
 */
export async function readHeatmap(
  client: PrometheusClient,
  forms: DurationForms,
  recorded: RecordedSeries,
  subject: SeriesSubject,
  range: SeriesRange,
  signal?: AbortSignal,
): Promise<HeatmapPoints> {
  const times = timesOf(range);
  const whole = { ...range, to: times.at(-1) ?? range.from };
  const [form, parts] = await Promise.all([forms.at(whole.to, signal), recorded.partsOf(whole, signal)]);
  const from = ratesOfSubject(subject, form);
  const histograms = await Promise.all(
    parts.map(async ({ rates, ...span }) => {
      const part = { ...range, ...span };
      const own = timesOf(part);
      const buckets = from(bucketRatesOf(form, rates));
      const [bounded, native] = await Promise.all([
        client.queryLine(buckets(`${durationMetric}_bucket`, bucketLabels(form), part.windowSeconds), part, signal),
        form.native
          ? client.queryHistogramRange(from(rates)(durationMetric, [], part.windowSeconds), part, signal)
          : { rows: [] },
      ]);
      return histogramsOverTime(
        bounded.rows,
        native.rows.map((row) => nativeOnSteps(row, own)),
        own,
      );
    }),
  );
  return { times, ...bucketsOf(histograms.flat()) };
}

/** More rows than this nobody tells apart: native histograms have hundreds of bounds. */
const mostBounds = 32;
/** Envoy's own bounds, ms: https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/metrics/v3/stats.proto */
const usualBounds = [
  ...[0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000],
  3_600_000,
];

/** A row for each bound and one for what took longer than all of them. */
export function bucketsOf(
  histograms: readonly (Histogram | undefined)[],
): Pick<HeatmapPoints, "boundsMs" | "perSecond"> {
  const found = new Set(histograms.flatMap((histogram) => histogram?.bounds ?? []));
  if (found.size === 0) return { boundsMs: [], perSecond: [] };
  const finite = [...found].filter(Number.isFinite).sort((a, b) => a - b);
  const boundsMs = finite.length > mostBounds ? usualBounds : finite;
  const columns = histograms.map((histogram) => histogram && columnOf(histogram, boundsMs));
  // Beyond the slowest request there is nothing to show; one empty row says that it was not cut off.
  const slowest = Math.max(0, ...columns.map((column) => column?.findLastIndex((value) => value > 0) ?? 0));
  const shown = boundsMs.slice(0, slowest + 1);
  const rows = [...shown, Number.POSITIVE_INFINITY];
  return { boundsMs: shown, perSecond: rows.map((_, row) => columns.map((column) => column?.[row] ?? null)) };
}

function columnOf(histogram: Histogram, boundsMs: readonly number[]): number[] {
  const counts = monotonicCounts(histogram);
  const below = [...boundsMs.map((bound) => countAt(bound, histogram.bounds, counts)), counts.at(-1) ?? 0];
  return below.map((count, at) => Math.max(0, count - (at === 0 ? 0 : (below[at - 1] ?? 0))));
}

/** What took at most so long; between two bounds it rises evenly, as quantiles take it to. */
function countAt(bound: number, bounds: readonly number[], counts: readonly number[]): number {
  const at = bounds.findIndex((each) => each >= bound);
  const [end, start] = [bounds[at], at === 0 ? 0 : (bounds[at - 1] ?? 0)];
  if (end === undefined) return counts.at(-1) ?? 0;
  const [most, least] = [counts[at] ?? 0, at === 0 ? 0 : (counts[at - 1] ?? 0)];
  if (end === bound) return most;
  return Number.isFinite(end) ? least + ((most - least) * (bound - start)) / (end - start) : least;
}
