import type { EjectionRow } from "@fyr/topology";
import type { MatrixRow } from "../answers.ts";
import { endsWith, marked, maxBy, type PromQl, select } from "../promql.ts";
import { metricMark } from "./labels.ts";
import { onBins } from "./on-bins.ts";

export const ejectionsMetric = "envoy_cluster_outlier_detection_ejections_active";

const mark = "ejected";

/** Endpoints of these hosts (full names) that are ejected, as whoever ejects most sees each of their Envoy clusters. */
export function ejectedEndpoints(hosts: readonly string[]): PromQl[] {
  if (hosts.length === 0) return [];
  const clusters = endsWith(
    "cluster_name",
    hosts.map((host) => `|${host}`),
  );
  return [marked(maxBy(["cluster_name"], select(ejectionsMetric, [clusters])), metricMark, mark)];
}

/** `outbound|8080|v2|cart.shop.svc.cluster.local`: clusters of subsets have endpoints in common, so one host has several. */
export function ejectionRows(rows: readonly MatrixRow[], binAt: ReadonlyMap<number, number>): EjectionRow[] {
  return rows.flatMap(({ metric, values }): EjectionRow[] => {
    const host = metric["cluster_name"]?.split("|").at(-1);
    if (metric[metricMark] !== mark || host === undefined) return [];
    return [{ host, endpoints: onBins(values, binAt) }];
  });
}
