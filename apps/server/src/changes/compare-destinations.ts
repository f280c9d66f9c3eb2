import type { ComparedDestination, Comparison, CountedRequests, Destination } from "@fyr/contract";
import type { LatencyOfAnswerer, OutcomesOverTime, SlowOverTime } from "@fyr/prometheus";
import { stableAndCanary } from "@fyr/routing";
import { type Histogram, histogramQuantile, mergeHistograms, monotonicCounts } from "@fyr/topology";
import type { Telemetry } from "../observer/source/telemetry.ts";
import { answers, hostsOf, type MeasuredDestination } from "./attribute-requests.ts";

export type CompareTelemetry = Pick<Telemetry, "outcomesByDestination" | "slowByDestination" | "latencyByDestination">;

export interface AskedDestination {
  readonly destination: Destination;
  readonly measured: MeasuredDestination;
}

/** `count` stretches of `stepSeconds` from `from` on; Unix seconds. */
export interface Stretches {
  readonly from: number;
  readonly to: number;
  readonly stepSeconds: number;
  readonly count: number;
}

const hour = 3600;

/** At most five requests, whatever the number of destinations: what came since, and the hour before. */
export async function compareDestinations(
  telemetry: CompareTelemetry,
  destinations: readonly AskedDestination[],
  stretches: Stretches,
  signal: AbortSignal,
): Promise<Pick<Comparison, "destinations" | "slowAboveMs">> {
  const hosts = hostsOf(destinations.map(({ measured }) => measured));
  const { from, to } = stretches;
  const range = rangeOf(stretches);
  const before = { from, to: from, stepSeconds: hour };
  const [since, hourBefore, times, timesBefore] = await Promise.all([
    range ? telemetry.outcomesByDestination({ hosts }, range, signal) : [],
    telemetry.outcomesByDestination({ hosts }, before, signal),
    telemetry.latencyByDestination({ hosts }, { from, to }, signal),
    telemetry.latencyByDestination({ hosts }, { from: from - hour, to: from }, signal),
  ]);
  const histograms = destinations.map(({ measured }) => ({
    since: histogramOf(measured, times),
    before: histogramOf(measured, timesBefore),
  }));
  const slowAboveMs = boundOf(destinations, histograms);
  const slow =
    range && slowAboveMs !== undefined
      ? await telemetry.slowByDestination({ hosts, boundMs: slowAboveMs }, range, signal)
      : [];
  return {
    ...(slowAboveMs !== undefined && { slowAboveMs }),
    destinations: destinations.map(
      ({ destination, measured }, place): ComparedDestination => ({
        ...destination,
        since: countedOf(measured, since, histograms[place]?.since),
        hourBefore: countedOf(measured, hourBefore, histograms[place]?.before),
        stretches: stretchesOf(measured, since, slow, stretches.count),
      }),
    ),
  };
}

function rangeOf({ from, stepSeconds, count }: Stretches) {
  return count === 0 ? undefined : { from: from + stepSeconds, to: from + count * stepSeconds, stepSeconds };
}

function histogramOf(measured: MeasuredDestination, all: readonly LatencyOfAnswerer[]): Histogram | undefined {
  const own = all.filter((one) => answers(measured, one));
  return own.length === 0 ? undefined : mergeHistograms(own.map(({ histogram }) => histogram));
}

const slowShare = 0.05;

/** The bound that nearest to 5 % of the stable destination's requests exceed, of the hour before or else since. */
function boundOf(
  destinations: readonly AskedDestination[],
  histograms: readonly { readonly since: Histogram | undefined; readonly before: Histogram | undefined }[],
): number | undefined {
  const pair = stableAndCanary(destinations.map(({ destination }) => destination));
  const stable = pair && histograms[pair.stable];
  const histogram = stable?.before ?? stable?.since;
  if (histogram === undefined) return undefined;
  const counts = monotonicCounts(histogram);
  const all = counts.at(-1) ?? 0;
  const bounds = histogram.bounds.flatMap((bound, at) => {
    const exceeding = 1 - (counts[at] ?? 0) / all;
    return exceeding > 0 && exceeding < 1 ? [{ bound, distance: Math.abs(Math.log(exceeding / slowShare)) }] : [];
  });
  return bounds.toSorted((a, b) => a.distance - b.distance)[0]?.bound;
}

function countedOf(
  measured: MeasuredDestination,
  outcomes: readonly OutcomesOverTime[],
  histogram: Histogram | undefined,
): CountedRequests {
  const own = outcomes.filter((one) => answers(measured, one));
  const responses = Map.groupBy(
    own.flatMap((one) => one.responses),
    ({ code, grpcStatus, flags }) => JSON.stringify([code, grpcStatus, flags]),
  );
  const latencyMs = histogram && quantilesOf(histogram);
  return {
    requests: sum(own.flatMap(({ requests }) => requests)),
    failed: sum(own.flatMap(({ failed }) => failed)),
    ...(latencyMs && { latencyMs }),
    responses: [...responses.values()]
      .flatMap(([first, ...more]) => {
        if (first === undefined) return [];
        const { requests, ...kind } = first;
        return [{ ...kind, requests: sum([requests, ...more.map((one) => one.requests)].flat()) }];
      })
      .filter(({ requests }) => requests > 0)
      .sort((a, b) => b.requests - a.requests),
  };
}

function quantilesOf(histogram: Histogram): CountedRequests["latencyMs"] | undefined {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((q) => histogramQuantile(q, histogram));
  return p50 === undefined || p95 === undefined || p99 === undefined ? undefined : { p50, p95, p99 };
}

function stretchesOf(
  measured: MeasuredDestination,
  outcomes: readonly OutcomesOverTime[],
  slow: readonly SlowOverTime[],
  count: number,
): ComparedDestination["stretches"] {
  const counted = outcomes.filter((one) => answers(measured, one));
  const timed = slow.filter((one) => answers(measured, one));
  return Array.from({ length: count }, (_, at) => ({
    requests: sum(counted.map(({ requests }) => requests[at] ?? 0)),
    failed: sum(counted.map(({ failed }) => failed[at] ?? 0)),
    ...(timed.length > 0 && {
      timed: sum(timed.map(({ requests }) => requests[at] ?? 0)),
      slow: sum(timed.map((one) => one.slow[at] ?? 0)),
    }),
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
