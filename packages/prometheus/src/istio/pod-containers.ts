import type { PrometheusClient } from "../client.ts";
import { either, is, isNot, isOneOf, type Matcher, marked, positive, rate, select, sumBy } from "../promql.ts";
import { metricMark } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";

/** What cAdvisor tells of a pod. Absent is not collected; a limit is absent where there is none. */
export interface PodContainers {
  readonly name: string;
  readonly cpuCores?: number;
  /** Of the periods in which one of its containers wanted to run, proxies among them. */
  readonly throttledRatio?: number;
  /** Of its own containers, without the proxy; of a gateway, which is nothing else, its proxy. CPU and limit too. */
  readonly memoryBytes?: number;
  readonly memoryLimitBytes?: number;
}

const cpu = "container_cpu_usage_seconds_total";
const memory = "container_memory_working_set_bytes";
const periods = "container_cpu_cfs_periods_total";
const throttled = "container_cpu_cfs_throttled_periods_total";
const memoryLimit = "container_spec_memory_limit_bytes";

/** CPU, throttling and memory of these pods: 1 request. */
export async function readPodContainers(
  client: PrometheusClient,
  { namespace, podNames }: { readonly namespace: string; readonly podNames: readonly string[] },
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<PodContainers[]> {
  if (podNames.length === 0) return [];
  // Rows without a container, and the pause container `POD`, are sums or nothing.
  const all = [is("namespace", namespace), isOneOf("pod", podNames), isNot("container", ""), isNot("container", "POD")];
  const own = [...all, isNot("container", "istio-proxy")];
  const perSecond = (metric: string, matchers: readonly Matcher[]) => rate(select(metric, matchers), windowSeconds);
  const proxy = [...all, is("container", "istio-proxy")];
  const parts = {
    cpu: perSecond(cpu, own),
    periods: perSecond(periods, all),
    throttled: perSecond(throttled, all),
    memory: select(memory, own),
    limit: positive(select(memoryLimit, own)),
    proxyCpu: perSecond(cpu, proxy),
    proxyMemory: select(memory, proxy),
    proxyLimit: positive(select(memoryLimit, proxy)),
  };
  const query = either(...Object.entries(parts).map(([mark, part]) => marked(sumBy(["pod"], part), metricMark, mark)));
  const { rows } = await client.query(query, at, signal);
  const byPod = Map.groupBy(rows, ({ metric }) => metric["pod"] ?? "");
  return [...byPod].map(([name, ofPod]): PodContainers => {
    const numberOf = (mark: keyof typeof parts) => ofPod.find(({ metric }) => metric[metricMark] === mark)?.value;
    const isProxyAlone = numberOf("cpu") === undefined && numberOf("memory") === undefined;
    const marks = isProxyAlone
      ? (["proxyCpu", "proxyMemory", "proxyLimit"] as const)
      : (["cpu", "memory", "limit"] as const);
    const [cpuCores, memoryBytes, memoryLimitBytes] = marks.map(numberOf);
    const wanted = numberOf("periods");
    const throttledRatio = wanted === undefined ? undefined : wanted > 0 ? (numberOf("throttled") ?? 0) / wanted : 0;
    return {
      name,
      ...(cpuCores !== undefined && { cpuCores }),
      ...(throttledRatio !== undefined && { throttledRatio: Math.min(1, throttledRatio) }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(memoryLimitBytes !== undefined && { memoryLimitBytes }),
    };
  });
}
