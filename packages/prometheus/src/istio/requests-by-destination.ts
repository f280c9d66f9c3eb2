import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { isOneOf } from "../promql.ts";
import { type Answerer, answeredLabels, onlyPreferred, whoAnswered } from "./answerer.ts";
import { grownSince } from "./grown-since.ts";
import { keyLabels } from "./labels.ts";
import type { Span } from "./moment.ts";
import { rowKey } from "./read-key.ts";

/** Requests, or connections, counted after `from`: not whole, as the first and last scrape seldom fall on the ends. */
export interface CountedRequests extends Answerer {
  readonly requests: number;
}

/** What is counted of traffic to some hosts: full names. */
export interface CountedSubject {
  readonly hosts: readonly string[];
  /** Requests, unless told otherwise. */
  readonly counted?: "requests" | "connections";
}

const counters = { requests: "istio_requests_total", connections: "istio_tcp_connections_opened_total" } as const;

/**
 * Requests to these hosts since `from`, by the workload that answered, each pair counted from one reporter. A series
 * that began after `from` counts all it holds: `increase` would miss what it held when first seen.
 */
export async function countRequestsByDestination(
  client: PrometheusClient,
  { hosts, counted = "requests" }: CountedSubject,
  { from, to }: Span,
  signal?: AbortSignal,
): Promise<CountedRequests[]> {
  if (hosts.length === 0 || to <= from) return [];
  const matchers = [isOneOf("destination_service", hosts)];
  const query = grownSince(counters[counted], matchers, keyLabels, to - from);
  return sumUp(onlyPreferred((await client.query(query, to, signal)).rows, ({ value }) => value > 0));
}

function sumUp(rows: readonly VectorRow[]): CountedRequests[] {
  const counted = new Map<string, { row: VectorRow; requests: number }>();
  for (const row of rows) {
    const id = rowKey(row.metric, answeredLabels);
    counted.set(id, { row, requests: (counted.get(id)?.requests ?? 0) + row.value });
  }
  return [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, requests }]) => {
      return { ...whoAnswered(row.metric), requests };
    });
}
