import { POD_CORES } from "../mesh/mesh-spec.ts";
import type { RunningContainer } from "../traffic/containers.ts";
import type { MeshEffects } from "../traffic/effects.ts";
import type { StationTraffic } from "../traffic/flow.ts";
import { type Block, shapeOf } from "./block.ts";
import type { MetricRegistry } from "./registry.ts";

const COMMON = [
  { metric: "container_cpu_usage_seconds_total", type: "counter", whole: false },
  { metric: "container_memory_working_set_bytes", type: "gauge", whole: true },
  { metric: "container_spec_memory_limit_bytes", type: "gauge", whole: true },
  { metric: "container_start_time_seconds", type: "gauge", whole: true },
] as const;
/** As cAdvisor has them, of proxies the few that are looked at: https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */
const PROXY_SHAPE = shapeOf(...COMMON);
const CONTAINER_SHAPE = shapeOf(
  ...COMMON,
  { metric: "container_oom_events_total", type: "counter", whole: true },
  { metric: "container_spec_cpu_quota", type: "gauge", whole: true },
  { metric: "container_spec_cpu_period", type: "gauge", whole: true },
  { metric: "container_cpu_cfs_periods_total", type: "counter", whole: true },
  { metric: "container_cpu_cfs_throttled_periods_total", type: "counter", whole: true },
);

/** The scheduler hands a container's CPU out anew every so many µs. */
const PERIOD_US = 100_000;
/** CPU a sidecar spends on one request through it, ms. */
const PROXY_CPU_MS = 0.3;
const MIB = 1024 * 1024;

/** What cAdvisor would tell of a workload's containers; answers how many cores each pod takes of its node. */
export function recordContainers(
  traffic: StationTraffic,
  effects: MeshEffects,
  registry: MetricRegistry,
): readonly { readonly node: string; readonly cores: number }[] {
  const { spec, pods } = traffic.station;
  return pods.map(({ name: pod, node, containers }) => {
    let cores = 0;
    for (const container of containers) {
      const isProxy = container.name === PROXY;
      const block = registry.block(`${pod} container ${container.name}`, () => ({
        page: spec.namespace,
        shape: isProxy ? PROXY_SHAPE : CONTAINER_SHAPE,
        labels: { container: container.name, namespace: spec.namespace, node, pod },
      }));
      cores += measure(
        block,
        container,
        needsOf(container, traffic),
        isProxy ? undefined : effects.pods.get(pod)?.memory,
      );
    }
    return { node, cores };
  });
}

const PROXY = "istio-proxy";

/** Writes what a container takes of what it needs, and answers how many cores that is. */
function measure(
  { shape, values, perSecond }: Block,
  container: RunningContainer,
  needs: Needs,
  filled?: number,
): number {
  const { cpuLimit = 0, memoryLimit = 0, startedAt, oomKills } = container;
  const used = Math.min(needs.cores, container.cpuLimit ?? POD_CORES);
  perSecond[0] = used;
  values.set([filled === undefined ? needs.bytes : filled * memoryLimit, memoryLimit, startedAt], 1);
  if (shape === CONTAINER_SHAPE) {
    values.set([oomKills, cpuLimit * PERIOD_US, PERIOD_US], COMMON.length);
    const periods = 1e6 / PERIOD_US;
    perSecond.set([periods, periods * throttledShare(needs.cores, container.cpuLimit)], COMMON.length + 3);
  }
  return used;
}

interface Needs {
  readonly cores: number;
  readonly bytes: number;
}

/** CPU and memory that a container would take if nothing held it back. */
function needsOf({ name }: RunningContainer, { station, arrivingPerSecond, sentPerSecond }: StationTraffic): Needs {
  const { spec, pods } = station;
  const served = arrivingPerSecond / pods.length;
  if (name !== PROXY) {
    return { cores: 0.008 + (served * spec.cpuMsPerRequest) / 1000, bytes: (90 + served * 0.4) * MIB };
  }
  const through = (arrivingPerSecond + sentPerSecond) / pods.length;
  return { cores: 0.004 + (through * PROXY_CPU_MS) / 1000, bytes: (48 + through * 0.05) * MIB };
}

/** Share of the scheduler's periods in which a container comes to its limit: work comes in bursts. */
function throttledShare(needed: number, limit: number | undefined): number {
  if (limit === undefined) return 0;
  return Math.min(1, Math.max(0, (needed / limit - 0.6) / 0.4));
}
