import type { ContainerRow } from "@fyr/topology";
import type { Labels, MatrixRow } from "../answers.ts";
import { atLeast, isNot, marked, type PromQl, positive, quotient, rate, select, sumBy } from "../promql.ts";
import { metricMark } from "./labels.ts";
import { fill, onBins } from "./on-bins.ts";

/** What is further from its bounds is not told: of a mesh that is well hardly anything is. */
const near = { throttled: 0.1, memory: 0.9 };
/** cAdvisor is often scraped less often than proxies are. */
const leastWindowSeconds = 120;

const containerLabels = ["namespace", "pod", "container"];
// Rows without a container, and the pause container `POD`, are sums or nothing.
const named = [isNot("container", ""), isNot("container", "POD"), isNot("pod", "")];

/** Shares of throttled periods, and of the memory limit in use, of every container that is near its bounds. */
export function pressedContainers(windowSeconds: number): PromQl[] {
  const window = Math.max(leastWindowSeconds, windowSeconds);
  const periods = (metric: string) => sumBy(containerLabels, rate(select(metric, named), window));
  const bytes = (metric: string) => sumBy(containerLabels, select(metric, named));
  const throttled = quotient(
    periods("container_cpu_cfs_throttled_periods_total"),
    periods("container_cpu_cfs_periods_total"),
  );
  // A limit of 0 is none.
  const memory = quotient(
    bytes("container_memory_working_set_bytes"),
    positive(bytes("container_spec_memory_limit_bytes")),
  );
  return [
    marked(atLeast(throttled, near.throttled), metricMark, "throttled"),
    marked(atLeast(memory, near.memory), metricMark, "memory"),
  ];
}

/** Every container that is near its bounds, out of whatever was answered. */
export function containerRows(rows: readonly MatrixRow[], binAt: ReadonlyMap<number, number>): ContainerRow[] {
  const known = new Map<string, ContainerRow>();
  for (const { metric, values } of rows) {
    const container = containerOf(metric);
    if (container === undefined) continue;
    const name = JSON.stringify(container);
    const same = known.get(name);
    if (same === undefined) known.set(name, { ...container, ratio: onBins(values, binAt) });
    else fill(same.ratio, onBins(values, binAt));
  }
  return [...known.values()];
}

/** Whose row it is; undefined of rows of anything else. */
function containerOf(labels: Labels): Omit<ContainerRow, "ratio"> | undefined {
  const { [metricMark]: measure, namespace, pod, container } = labels;
  if (measure !== "throttled" && measure !== "memory") return undefined;
  if (namespace === undefined || pod === undefined || container === undefined) return undefined;
  return { namespace, pod, container, measure };
}
