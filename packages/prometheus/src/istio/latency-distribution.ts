import type { LatencyBucketSchema, Reporter } from "@fyr/contract";
import { type Bucket, monotonicCounts, type SampleKey } from "@fyr/topology";
import type { Static } from "typebox";
import type { PrometheusClient } from "../client.ts";
import { either, marked, rate, select, sumBy } from "../promql.ts";
import { numberOf } from "../read-rows.ts";
import { metricMark } from "./labels.ts";
import { inOrder } from "./latencies.ts";
import type { TelemetryMoment } from "./moment.ts";
import { ratesOfEdges, selectionsOf } from "./subject-rates.ts";

export interface LatencyDistribution {
  readonly latencyBuckets: readonly Static<typeof LatencyBucketSchema>[];
  /** Mean at the caller less mean at the callee; absent unless both report. */
  readonly betweenProxiesMs?: number;
}

const duration = "istio_request_duration_milliseconds";

/** How the durations of an edge spread, from its own reporter, and what the way between the proxies takes. */
export async function readLatencyDistribution(
  client: PrometheusClient,
  keys: readonly SampleKey[],
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<LatencyDistribution> {
  const timed = keys.filter((key) => key.protocol !== "tcp");
  if (timed.length === 0) return { latencyBuckets: [] };
  const [buckets, sums] = await Promise.all([
    client.query(ratesOfEdges(timed)(`${duration}_bucket`, ["le"], windowSeconds), at, signal),
    client.query(sumsOfBothSides(timed, windowSeconds), at, signal),
  ]);
  const meanOf = (reporter: Reporter) => {
    const rateOf = (mark: string) =>
      sums.rows.find(({ metric }) => metric["reporter"] === reporter && metric[metricMark] === mark)?.value;
    const [sum, count] = [rateOf("sum"), rateOf("count")];
    return sum === undefined || count === undefined || count <= 0 ? undefined : sum / count;
  };
  const [caller, callee] = [meanOf("source"), meanOf("destination")];
  return {
    latencyBuckets: spreadOf(
      inOrder(buckets.rows.map(({ metric, value }) => ({ le: numberOf(metric["le"] ?? ""), perSecond: value }))),
    ),
    ...(caller === undefined || callee === undefined ? {} : { betweenProxiesMs: caller - callee }),
  };
}

function sumsOfBothSides(keys: readonly SampleKey[], windowSeconds: number) {
  const selections = (["source", "destination"] as const).flatMap((reporter) => selectionsOf(keys, reporter));
  return either(
    ...(["sum", "count"] as const).map((mark) => {
      const rates = selections.map((matchers) => rate(select(`${duration}_${mark}`, matchers), windowSeconds));
      return marked(sumBy(["reporter"], either(...rates)), metricMark, mark);
    }),
  );
}

/** What each bucket holds beyond the one before. */
function spreadOf(buckets: readonly Bucket[]): Static<typeof LatencyBucketSchema>[] {
  const counts = monotonicCounts(buckets);
  return buckets.map(({ le }, at) => {
    const perSecond = Math.max(0, (counts[at] ?? 0) - (counts[at - 1] ?? 0));
    return Number.isFinite(le) ? { upToMs: le, perSecond } : { perSecond };
  });
}
