import type { HostRow } from "@fyr/topology";
import type { Labels, MatrixRow } from "../answers.ts";
import { is, marked, type PromQl, rate, select, sumBy } from "../promql.ts";
import { metricMark } from "./labels.ts";
import { fill, onBins } from "./on-bins.ts";

const hostLabels = ["node", "instance"] as const;

/** CPU time of every host, and what others took of it. */
export function hostCpu(windowSeconds: number): PromQl[] {
  const cpu = (mark: string, matchers: Parameters<typeof select>[1]) =>
    marked(sumBy(hostLabels, rate(select("node_cpu_seconds_total", matchers), windowSeconds)), metricMark, mark);
  return [cpu("steal", [is("mode", "steal")]), cpu("cpu", [])];
}

/** What others take of each host, out of whatever was answered. */
export function hostRows(rows: readonly MatrixRow[], binAt: ReadonlyMap<number, number>): HostRow[] {
  const cpu = rows.filter(isHostCpu);
  const byName = Map.groupBy(cpu, ({ metric }) => hostName(metric));
  return [...byName].map(([name, own]) => {
    const total = (mark: string) => {
      const sum = new Float64Array(binAt.size).fill(Number.NaN);
      for (const { metric, values } of own) if (metric[metricMark] === mark) fill(sum, onBins(values, binAt));
      return sum;
    };
    const [steal, all] = [total("steal"), total("cpu")];
    const stealRatio = all.map((value, bin) => {
      const taken = steal[bin];
      return Number.isNaN(value) ? Number.NaN : (taken === undefined || Number.isNaN(taken) ? 0 : taken) / value;
    });
    return { name, stealRatio };
  });
}

function isHostCpu({ metric }: MatrixRow): boolean {
  const mark = metric[metricMark];
  return mark === "steal" || mark === "cpu";
}

function hostName({ node, instance = "" }: Labels): string {
  return node || instance.replace(/:\d+$/, "");
}
