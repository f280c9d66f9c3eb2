import { known } from "@fyr/topology";
import type { PrometheusClient } from "../client.ts";
import { either, is, isNot, isOneOf, type Matcher, marked, rate, select, sumBy } from "../promql.ts";
import { metricMark } from "./labels.ts";
import type { TelemetryMoment } from "./moment.ts";

/** In cores. Absent where cAdvisor is not scraped. */
export interface ContainerCpu {
  readonly cpuCores?: number;
  readonly proxyCpuCores?: number;
}

/** CPU of these pods' own containers, and of their proxies. */
export async function readContainerCpu(
  client: PrometheusClient,
  { namespace, podNames }: { readonly namespace: string; readonly podNames: readonly string[] },
  { at, windowSeconds }: TelemetryMoment,
  signal?: AbortSignal,
): Promise<ContainerCpu> {
  if (podNames.length === 0) return {};
  const pods = [is("namespace", namespace), isOneOf("pod", podNames)];
  const cores = (mark: string, containers: readonly Matcher[]) => {
    const selected = select("container_cpu_usage_seconds_total", [...pods, ...containers]);
    return marked(sumBy([], rate(selected, windowSeconds)), metricMark, mark);
  };
  // Rows without a container, and the pause container `POD`, are sums or nothing.
  const own = [isNot("container", ""), isNot("container", "POD"), isNot("container", "istio-proxy")];
  const { rows } = await client.query(
    either(cores("own", own), cores("proxy", [is("container", "istio-proxy")])),
    at,
    signal,
  );
  const coresOf = (mark: string) => rows.find(({ metric }) => metric[metricMark] === mark)?.value;
  const [cpuCores, proxyCpuCores] = [coresOf("own"), coresOf("proxy")];
  return {
    ...known("cpuCores", cpuCores),
    ...known("proxyCpuCores", proxyCpuCores),
  };
}
