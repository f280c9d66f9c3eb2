import { type MeshSpec, POD_CORES } from "../mesh/mesh-spec.ts";
import type { MeshEffects } from "../traffic/effects.ts";
import type { StationTraffic, Traffic } from "../traffic/flow.ts";
import type { BlockShape, Line } from "./block.ts";
import type { MetricRegistry } from "./registry.ts";

/** The page of what belongs to no namespace of the mesh. */
export const PLATFORM_PAGE = "platform-infra";

const shape = (...lines: Omit<Line, "family">[]): BlockShape => ({
  hiddenUntilCounted: false,
  lines: lines.map((line) => ({ family: line.metric, ...line })),
});
const CONTAINER_SHAPE = shape(
  { metric: "container_cpu_usage_seconds_total", type: "counter", whole: false },
  { metric: "container_memory_working_set_bytes", type: "gauge", whole: true },
);
const NODE_CPU_SHAPE = shape({ metric: "node_cpu_seconds_total", type: "counter", whole: false });
const BUILD_SHAPE = shape({ metric: "istio_build", type: "gauge", whole: true });

const CORES = 8;
/** CPU a sidecar spends on one request through it, ms. */
const PROXY_CPU_MS = 0.3;
const MIB = 1024 * 1024;
export const ISTIO_VERSION = "1.27.1";

/** What cAdvisor and the node exporter would tell of this traffic. */
export function recordPlatform(traffic: Traffic, effects: MeshEffects, mesh: MeshSpec, registry: MetricRegistry): void {
  const usedCores = new Map<string, number>();
  for (const station of traffic.stations) {
    for (const { node, cores } of recordContainers(station, registry))
      usedCores.set(node, (usedCores.get(node) ?? 0) + cores);
  }
  for (const node of mesh.nodes) recordNode(node, usedCores.get(node) ?? 0, effects.steal.get(node) ?? 0, registry);
}

function recordContainers({ station, arrivingPerSecond, sentPerSecond }: StationTraffic, registry: MetricRegistry) {
  const { spec, pods } = station;
  return pods.map(({ name: pod, node }) => {
    const served = arrivingPerSecond / pods.length;
    const app = spec.role === "gateway" ? 0 : Math.min(POD_CORES, 0.008 + (served * spec.cpuMsPerRequest) / 1000);
    const through = (arrivingPerSecond + sentPerSecond) / pods.length;
    const proxy = spec.sidecar ? 0.004 + (through * PROXY_CPU_MS) / 1000 : 0;
    const containers = [
      ...(spec.role === "gateway" ? [] : [{ container: spec.app, cores: app, bytes: (90 + served * 0.4) * MIB }]),
      ...(spec.sidecar ? [{ container: "istio-proxy", cores: proxy, bytes: (48 + through * 0.05) * MIB }] : []),
    ];
    for (const { container, cores, bytes } of containers) {
      const block = registry.block(`${pod} container ${container}`, () => ({
        page: spec.namespace,
        shape: CONTAINER_SHAPE,
        labels: { container, namespace: spec.namespace, node, pod },
      }));
      block.perSecond[0] = cores;
      block.values[1] = bytes;
    }
    if (spec.sidecar) {
      const build = registry.block(`${pod} build`, () => ({
        page: spec.namespace,
        shape: BUILD_SHAPE,
        labels: { component: "proxy", tag: ISTIO_VERSION, namespace: spec.namespace, pod },
      }));
      build.values[0] = 1;
    }
    return { node, cores: app + proxy };
  });
}

/** A host's usual share of stolen time. */
const USUAL_STEAL = 0.003;

function recordNode(node: string, usedCores: number, steal: number, registry: MetricRegistry): void {
  const stolen = Math.max(USUAL_STEAL, steal);
  const user = Math.min(0.9 - stolen, 0.04 + (usedCores * 0.8) / CORES);
  const system = Math.min(0.09, 0.015 + (usedCores * 0.2) / CORES);
  const modes = { user, system, iowait: 0.004, softirq: 0.006, steal: stolen };
  const idle = Math.max(0, 1 - Object.values(modes).reduce((sum, share) => sum + share, 0));
  for (const [mode, share] of Object.entries({ ...modes, idle })) {
    for (let cpu = 0; cpu < CORES; cpu += 1) {
      const block = registry.block(`${node} cpu ${cpu} ${mode}`, () => ({
        page: PLATFORM_PAGE,
        shape: NODE_CPU_SHAPE,
        labels: { cpu: String(cpu), instance: node, mode, node },
      }));
      block.perSecond[0] = share;
    }
  }
}
