import { reportersInOrder } from "@fyr/topology";
import type { MatrixRow } from "../../answers.ts";
import type { PrometheusClient } from "../../client.ts";
import { either, isOneOf, type Matcher, marked, type PromQl, sumBy } from "../../promql.ts";
import { and, type Groups } from "../groups.ts";
import { metricMark, pairLabels } from "../labels.ts";
import type { Points } from "../points.ts";
import { timesOf } from "../range-times.ts";
import { rowKey } from "../read-key.ts";
import type { RatesOf } from "../recorded/recorded-rates.ts";
import type { SeriesRange } from "../series-subject.ts";
import { connectionVerdicts } from "./connection-verdicts.ts";
import { connectionsOfPairs } from "./failed-connections.ts";
import { byReporter, type FailedMark, type FailingFrom, failingFrom } from "./failing-from.ts";
import { type Lines, linesOf, valueAt } from "./lines-by-reporter.ts";
import { readUsualBytes } from "./usual-bytes.ts";

const requests = "istio_requests_total";

export interface FailingAsked extends SeriesRange {
  readonly ratesOf: RatesOf;
  readonly failing: FailingFrom;
  /** Where connections were looked for. */
  readonly groups: Groups;
}

/**
 * How many pairs of workloads fail at each step, by their requests and by their connections, each as its caller sees it,
 * else a waypoint, else the callee. `failed`: rows of `failuresThatMatter` and `failedConnectionsThatMatter`, marked. One
 * small request: all that is counted on the pairs that had some; one more where only bytes tell whether what broke was
 * opened again. None where nothing fails.
 */
export async function countFailingEdges(
  client: PrometheusClient,
  failed: readonly MatrixRow[],
  asked: FailingAsked,
  signal?: AbortSignal,
): Promise<Points> {
  const times = timesOf(asked);
  if (failed.length === 0) return times.map(() => 0);
  const { rows } = await client.queryLine(allOf(failed, asked), asked, signal);
  const all = byPair(rows);
  const isFailing = failingFrom(asked.failing);
  const pairs = [...byPair(failed)].map(([pair, own]) => {
    const told = [...own, ...(all.get(pair) ?? [])];
    const whole = linesOf(told, ["requests"], times);
    const verdicts = own.some(isOfConnections)
      ? connectionVerdicts(told, whole, times, isFailing(asked.windowSeconds))
      : [];
    return { pair, own, failures: linesOf(told, ["failures"], times), whole, verdicts };
  });
  const doubtful = pairs.filter(({ verdicts }) => verdicts.some((verdict) => typeof verdict === "object"));
  const theirs = connectionsIn(
    doubtful.flatMap(({ own }) => own),
    asked,
  );
  const areAsUsual = await readUsualBytes(client, theirs, asked, isFailing, signal);
  return times.map((time, at) => {
    const asking = pairs.filter(({ failures, whole }) => shareAt(at, failures, whole) >= asked.failing.ratio);
    const connecting = pairs.filter(({ pair, verdicts: { [at]: verdict = false } }) =>
      typeof verdict === "boolean" ? verdict : !areAsUsual(pair, verdict, time),
    );
    return asking.length + connecting.length;
  });
}

/** All that is counted on these pairs, and perhaps on some more. */
function allOf(failed: readonly MatrixRow[], asked: FailingAsked): PromQl {
  const { ratesOf, windowSeconds } = asked;
  const asking = sumBy(byReporter, ratesOf(requests, pairsOf(failed), windowSeconds));
  const connected = connectionsIn(failed.filter(isOfConnections), asked);
  return either(
    marked(asking, metricMark, "requests"),
    ...(connected.length === 0 ? [] : connectionsOfPairs(ratesOf, windowSeconds, connected)),
  );
}

function isOfConnections({ metric }: MatrixRow): boolean {
  const mark: FailedMark = "failedConnections";
  return metric[metricMark] === mark;
}

/** Of the pairs of these rows, and perhaps of some more. None of no rows. */
function connectionsIn(rows: readonly MatrixRow[], { groups }: FailingAsked): Groups {
  return rows.length === 0 ? [] : and(groups, [pairsOf(rows)]);
}

function pairsOf(rows: readonly MatrixRow[]): Matcher[] {
  const valuesOf = (label: string) => [...new Set(rows.map(({ metric }) => metric[label] ?? ""))].sort();
  return (["source_workload", "destination_workload"] as const).map((label) => isOneOf(label, valuesOf(label)));
}

function byPair(rows: readonly MatrixRow[]): Map<string, MatrixRow[]> {
  return Map.groupBy(rows, ({ metric }) => rowKey(metric, pairLabels));
}

/** Of the failures, by the first reporter who has seen a request at all. */
function shareAt(at: number, part: Lines, whole: Lines): number {
  for (const reporter of reportersInOrder) {
    const all = valueAt(whole, reporter, at);
    if (all > 0) return valueAt(part, reporter, at) / all;
  }
  return 0;
}
