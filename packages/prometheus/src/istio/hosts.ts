import type { Host } from "@fyr/contract";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { either, is, isHostOf, isOneOf, type Matcher, marked, rate, select, sumBy } from "../promql.ts";
import { metricMark } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";

/**
 * CPU of Kubernetes nodes (node_exporter), found by label `node`, else by `instance` with or without its port. Nodes
 * nothing is measured of come back with their name only.
 */
export async function readHosts(
  client: PrometheusClient,
  names: readonly string[],
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<Host[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query(cpuByMode(names, windowSeconds), at, signal);
  return names.map((name) => hostOf(name, rowsOf(name, rows)));
}

const modes = { steal: [is("mode", "steal")], idle: [isOneOf("mode", ["idle", "iowait"])], all: [] } as const;

function cpuByMode(names: readonly string[], windowSeconds: number) {
  const seconds = (matchers: readonly Matcher[]) =>
    either(
      rate(select("node_cpu_seconds_total", [isOneOf("node", names), ...matchers]), windowSeconds),
      rate(select("node_cpu_seconds_total", [is("node", ""), isHostOf("instance", names), ...matchers]), windowSeconds),
    );
  return either(
    ...Object.entries(modes).map(([mark, matchers]) =>
      marked(sumBy(["node", "instance"], seconds(matchers)), metricMark, mark),
    ),
  );
}

function rowsOf(name: string, rows: readonly VectorRow[]): VectorRow[] {
  return rows.filter(({ metric }) => {
    if (metric["node"]) return metric["node"] === name;
    return metric["instance"] === name || metric["instance"]?.startsWith(`${name}:`) === true;
  });
}

function hostOf(name: string, rows: readonly VectorRow[]): Host {
  const secondsOf = (mark: keyof typeof modes) =>
    rows.filter(({ metric }) => metric[metricMark] === mark).reduce((sum, { value }) => sum + value, 0);
  const all = secondsOf("all");
  if (all <= 0) return { name };
  return {
    name,
    cpuStealRatio: Math.min(1, secondsOf("steal") / all),
    cpuBusyRatio: Math.min(1, Math.max(0, 1 - secondsOf("idle") / all)),
  };
}
