import { reportersInOrder, serverGrpcStatuses } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import {
  atLeast,
  either,
  is,
  isNot,
  isOneOf,
  type Matcher,
  type PromQl,
  startsNotWith,
  startsWith,
  sumBy,
} from "../promql.ts";
import { pairLabels } from "./labels.ts";
import { timesOf } from "./range-times.ts";
import { rowKey } from "./read-key.ts";
import type { RatesOf } from "./recorded/recorded-rates.ts";
import type { SeriesRange } from "./series.ts";
import { addUp, type Points } from "./series-points.ts";

/** From which share of failures on an edge counts as failing, and how many of them a window must hold. */
export interface FailingFrom {
  readonly ratio: number;
  readonly leastRequests: number;
}

const requests = "istio_requests_total";
const byReporter = ["reporter", ...pairLabels] as const;

/** What `classifyResponse` calls a server error, told by labels. */
export const serverErrors: readonly (readonly Matcher[])[] = [
  [startsWith("response_code", "5")],
  [is("response_code", "0"), isNot("response_flags", "DC")],
  [
    startsNotWith("response_code", "5"),
    isNot("response_code", "0"),
    isOneOf("grpc_response_status", [...serverGrpcStatuses]),
  ],
];

/** Failures by pair of workloads and reporter, in the whole mesh, where they are enough to matter: few rows. */
export function failuresThatMatter(ratesOf: RatesOf, windowSeconds: number, { leastRequests }: FailingFrom): PromQl {
  const failures = sumBy(byReporter, either(...serverErrors.map((how) => ratesOf(requests, how, windowSeconds))));
  // Rates are sums of fractions: five failures must not count as 4.999.
  return atLeast(failures, (leastRequests - 1e-6) / windowSeconds);
}

/**
 * How many pairs of workloads fail at each step, each as its caller sees it, else a waypoint, else the callee. `failed`:
 * rows of `failuresThatMatter`. One small request: all requests of the pairs that had some. None where nothing fails.
 */
export async function countFailingEdges(
  client: PrometheusClient,
  failed: readonly MatrixRow[],
  { ratesOf, failing, ...range }: SeriesRange & { readonly ratesOf: RatesOf; readonly failing: FailingFrom },
  signal?: AbortSignal,
): Promise<Points> {
  const times = timesOf(range);
  if (failed.length === 0) return times.map(() => 0);
  const valuesOf = (label: string) => [...new Set(failed.map(({ metric }) => metric[label] ?? ""))].sort();
  const theirs = (["source_workload", "destination_workload"] as const).map((label) => isOneOf(label, valuesOf(label)));
  const all = (await client.queryLine(sumBy(byReporter, ratesOf(requests, theirs, range.windowSeconds)), range, signal))
    .rows;
  const [failedOf, allOf] = [linesByPair(failed, times), linesByPair(all, times)];
  const pairs = [...failedOf].flatMap(([pair, part]) => {
    const whole = allOf.get(pair);
    return whole === undefined ? [] : [{ part, whole }];
  });
  return times.map((_, at) => pairs.filter(({ part, whole }) => shareAt(at, part, whole) >= failing.ratio).length);
}

/** What each reporter of a pair has counted, at each step. */
type Lines = ReadonlyMap<string, Points>;

function linesByPair(rows: readonly MatrixRow[], times: readonly number[]): Map<string, Lines> {
  const byPair = Map.groupBy(rows, ({ metric }) => rowKey(metric, pairLabels));
  return new Map(
    [...byPair].map(([pair, own]) => [
      pair,
      new Map(own.map((row) => [row.metric["reporter"] ?? "", addUp([row], times)])),
    ]),
  );
}

/** By the first reporter who has seen a request at all. */
function shareAt(at: number, part: Lines, whole: Lines): number {
  for (const reporter of reportersInOrder) {
    const all = whole.get(reporter)?.[at] ?? 0;
    if (all > 0) return (part.get(reporter)?.[at] ?? 0) / all;
  }
  return 0;
}
