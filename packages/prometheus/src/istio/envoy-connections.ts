import type { MeasuredPods } from "@fyr/contract";
import type { PrometheusClient } from "../client.ts";
import { call, either, endsWith, marked, rate, select, sumBy } from "../promql.ts";
import { ejectionsMetric } from "./ejections.ts";
import { metricMark } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";

/** What callers' proxies tell of their connections to some hosts. */
export type EnvoyConnections = NonNullable<MeasuredPods["connections"]>;

const retried = "envoy_cluster_upstream_rq_retry";
const overflows = ["envoy_cluster_upstream_cx_overflow", "envoy_cluster_upstream_rq_pending_overflow"];

/**
 * Ejected endpoints as whoever ejects most sees them, requests that found a pool or queue full, and retries: 1 request.
 * Undefined where these series are not collected, which takes an option of the proxies.
 * `hosts` are full names; a cluster is called `outbound|8080|v2|cart.shop.svc.cluster.local`.
 */
export async function readEnvoyConnections(
  client: PrometheusClient,
  hosts: readonly string[],
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<EnvoyConnections | undefined> {
  if (hosts.length === 0) return undefined;
  const matchers = [
    endsWith(
      "cluster_name",
      hosts.map((host) => `|${host}`),
    ),
  ];
  const perSecond = (metric: string) => rate(select(metric, matchers), windowSeconds);
  const query = either(
    marked(call("max", select(ejectionsMetric, matchers)), metricMark, "ejected"),
    marked(
      sumBy([], either(...overflows.map((metric, at) => marked(perSecond(metric), metricMark, `${at}`)))),
      metricMark,
      "overflows",
    ),
    marked(sumBy([], perSecond(retried)), metricMark, "retries"),
  );
  const { rows } = await client.query(query, at, signal);
  if (rows.length === 0) return undefined;
  const numberOf = (mark: string) => rows.find(({ metric }) => metric[metricMark] === mark)?.value;
  const [ejectedEndpoints, overflowsPerSecond, retriesPerSecond] = ["ejected", "overflows", "retries"].map(numberOf);
  return {
    ...(ejectedEndpoints !== undefined && { ejectedEndpoints }),
    ...(overflowsPerSecond !== undefined && { overflowsPerSecond }),
    ...(retriesPerSecond !== undefined && { retriesPerSecond }),
  };
}
