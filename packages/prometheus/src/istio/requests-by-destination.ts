import type { Reporter } from "@fyr/contract";
import { known, preferredReporter } from "@fyr/topology";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { call, earlier, either, isOneOf, marked, over, select, sumBy, within, without } from "../promql.ts";
import { keyLabels, metricMark, pairLabels, textOf } from "./labels.ts";
import type { Span } from "./moment.ts";
import { reporterOf, rowKey } from "./read-key.ts";

/** Requests counted after `from`: not whole numbers, as the first and last scrape seldom fall on the ends. */
export interface CountedRequests {
  readonly host: string;
  readonly workloadNamespace?: string;
  readonly workload?: string;
  readonly requests: number;
}

/**
 * Requests to these hosts since `from`, by the workload that answered, each pair counted from one reporter. A series
 * that began after `from` counts all it holds: `increase` would miss what it held when first seen.
 */
export async function countRequestsByDestination(
  client: PrometheusClient,
  { hosts }: { readonly hosts: readonly string[] },
  { from, to }: Span,
  signal?: AbortSignal,
): Promise<CountedRequests[]> {
  if (hosts.length === 0 || to <= from) return [];
  const requests = select("istio_requests_total", [isOneOf("destination_service", hosts)]);
  const before = earlier(requests, to - from);
  const grown = within(call("increase", over(requests, to - from)), before);
  const begun = without(requests, before);
  const query = either(
    marked(sumBy(keyLabels, grown), metricMark, "grown"),
    marked(sumBy(keyLabels, begun), metricMark, "begun"),
  );
  return sumUp(onlyPreferred((await client.query(query, to, signal)).rows));
}

function onlyPreferred(rows: readonly VectorRow[]): VectorRow[] {
  const reporters = new Map<string, Set<Reporter>>();
  const heard = rows.flatMap((row) => {
    const reporter = reporterOf(row.metric["reporter"]);
    if (reporter === undefined || row.value <= 0) return [];
    const pair = rowKey(row.metric, pairLabels);
    reporters.set(pair, (reporters.get(pair) ?? new Set()).add(reporter));
    return [{ row, reporter, pair }];
  });
  return heard
    .filter(({ reporter, pair }) => preferredReporter(reporters.get(pair) ?? new Set()) === reporter)
    .map(({ row }) => row);
}

const countedLabels = ["destination_service", "destination_workload_namespace", "destination_workload"] as const;

function sumUp(rows: readonly VectorRow[]): CountedRequests[] {
  const counted = new Map<string, { row: VectorRow; requests: number }>();
  for (const row of rows) {
    const id = rowKey(row.metric, countedLabels);
    counted.set(id, { row, requests: (counted.get(id)?.requests ?? 0) + row.value });
  }
  return [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, requests }]) => {
      const workloadNamespace = textOf(row.metric, "destination_workload_namespace");
      const workload = textOf(row.metric, "destination_workload");
      return {
        host: row.metric["destination_service"] ?? "",
        ...known("workloadNamespace", workloadNamespace),
        ...known("workload", workload),
        requests,
      };
    });
}
