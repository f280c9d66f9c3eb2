import { classifyResponse } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import type { PrometheusClient, QueryRange } from "../client.ts";
import { isOneOf } from "../promql.ts";
import { type Answerer, answeredLabels, onlyPreferred, whoAnswered } from "./answerer.ts";

import { durationMetric } from "./edge-counters.ts";
import { grownSince } from "./grown-since.ts";
import { keyLabels, outcomeLabels } from "./labels.ts";
import { timesOf } from "./range-times.ts";
import { rowKey } from "./read-key.ts";
import { type Outcome, readOutcome } from "./read-outcome.ts";

/** One number for each stretch: requests, of which so many failed. Not whole numbers. */
export interface OutcomesOverTime extends Answerer {
  readonly requests: readonly number[];
  /** Server failures. */
  readonly failed: readonly number[];
  readonly responses: readonly (Outcome & { readonly requests: readonly number[] })[];
}

/** How requests to these hosts ended in each of the stretches of `stepSeconds` that end at the moments of the range. */
export async function readOutcomesByDestination(
  client: PrometheusClient,
  { hosts }: { readonly hosts: readonly string[] },
  range: QueryRange,
  signal?: AbortSignal,
): Promise<OutcomesOverTime[]> {
  if (hosts.length === 0) return [];
  const matchers = [isOneOf("destination_service", hosts)];
  const labels = [...keyLabels, ...outcomeLabels];
  const query = grownSince("istio_requests_total", matchers, labels, range.stepSeconds);
  const { rows } = await client.queryRange(query, range, signal);
  return perAnswerer(rows).map(([who, own]) => {
    const byOutcome = Map.groupBy(own, ({ metric }) => rowKey(metric, outcomeLabels));
    const responses = [...byOutcome.values()].map((same) => ({
      ...readOutcome(same[0]?.metric ?? {}),
      requests: addOn(same, range),
    }));
    const failed = own.filter(({ metric }) => {
      const { code, grpcStatus, flags } = readOutcome(metric);
      return classifyResponse(code, grpcStatus, flags) === "server-error";
    });
    return { ...who, requests: addOn(own, range), failed: addOn(failed, range), responses };
  });
}

/** One number for each stretch: requests that were timed, and those among them that took longer. */
export interface SlowOverTime extends Answerer {
  readonly requests: readonly number[];
  readonly slow: readonly number[];
}

/** How many requests took longer than a bound of the buckets. Nothing of proxies that do not have it. */
export async function readSlowByDestination(
  client: PrometheusClient,
  { hosts, boundMs }: { readonly hosts: readonly string[]; readonly boundMs: number },
  range: QueryRange,
  signal?: AbortSignal,
): Promise<SlowOverTime[]> {
  if (hosts.length === 0) return [];
  const metric = `${durationMetric}_bucket`;
  // Prometheus 3 writes `100.0` where 2 wrote `100`.
  const bounds = [`${boundMs}`, `${boundMs}.0`];
  const matchers = [isOneOf("destination_service", hosts), isOneOf("le", ["+Inf", ...bounds])];
  const query = grownSince(metric, matchers, [...keyLabels, "le"], range.stepSeconds);
  const { rows } = await client.queryRange(query, range, signal);
  return perAnswerer(rows).flatMap(([who, own]) => {
    const within = own.filter((row) => bounds.includes(row.metric["le"] ?? ""));
    if (within.length === 0) return [];
    const requests = addOn(
      own.filter((row) => row.metric["le"] === "+Inf"),
      range,
    );
    const fast = addOn(within, range);
    return [{ ...who, requests, slow: requests.map((all, at) => Math.max(0, all - (fast[at] ?? 0))) }];
  });
}

function perAnswerer(rows: readonly MatrixRow[]): [Answerer, MatrixRow[]][] {
  const counted = onlyPreferred(rows, ({ values }) => values.some(([, value]) => value > 0));
  return [...Map.groupBy(counted, ({ metric }) => rowKey(metric, answeredLabels))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => [whoAnswered(own[0]?.metric ?? {}), own]);
}

function addOn(rows: readonly MatrixRow[], range: QueryRange): number[] {
  const sums = timesOf(range).map(() => 0);
  for (const { values } of rows) {
    for (const [time, value] of values) {
      const at = Math.round((time - range.from) / range.stepSeconds);
      if (at in sums) sums[at] = (sums[at] ?? 0) + value;
    }
  }
  return sums;
}
