import type { PrometheusClient } from "../client.ts";
import { countBy, either, is, marked, select } from "../promql.ts";
import { metricMark } from "./labels.ts";
import { droppedLabels } from "./missing-labels.ts";

const requests = "istio_requests_total";

/** What is wrong with the series of a Prometheus that answers, one sentence each: 1 request, and a small one. */
export async function checkConnection(client: PrometheusClient, at: number, signal?: AbortSignal): Promise<string[]> {
  const count = (mark: string, ...series: readonly ReturnType<typeof select>[]) =>
    marked(countBy([], either(...series)), metricMark, mark);
  const query = either(
    count("all", select(requests)),
    count(
      "nameless",
      select(requests, [is("source_workload", "")]),
      select(requests, [is("source_workload_namespace", "")]),
    ),
    count("connections", select("istio_tcp_connections_opened_total")),
  );
  const { rows } = await client.query(query, at, signal);
  const counted = (mark: string) => rows.find(({ metric }) => metric[metricMark] === mark)?.value ?? 0;
  if (counted("all") + counted("connections") === 0) {
    return [
      `Prometheus answers, but has no ${client.written(select(requests))} of the last minutes: the map stays empty until it does.`,
    ];
  }
  return counted("nameless") > counted("all") / 2 ? [droppedLabels] : [];
}
