import type { MeshSpec } from "../mesh/mesh-spec.ts";
import type { MeshEffects } from "../traffic/effects.ts";
import type { StationTraffic, Traffic } from "../traffic/flow.ts";
import { shapeOf } from "./block.ts";
import { recordContainers } from "./container-metrics.ts";
import type { MetricRegistry } from "./registry.ts";

/** The page of what belongs to no namespace of the mesh. */
export const PLATFORM_PAGE = "platform-infra";

const NODE_CPU_SHAPE = shapeOf({ metric: "node_cpu_seconds_total", type: "counter", whole: false });
const BUILD_SHAPE = shapeOf({ metric: "istio_build", type: "gauge", whole: true });

const CORES = 8;

/** What cAdvisor and the node exporter would tell of this traffic. */
export function recordPlatform(traffic: Traffic, effects: MeshEffects, mesh: MeshSpec, registry: MetricRegistry): void {
  const usedCores = new Map<string, number>();
  for (const station of traffic.stations) {
    for (const { node, cores } of recordContainers(station, effects, registry))
      usedCores.set(node, (usedCores.get(node) ?? 0) + cores);
    recordBuilds(station, mesh, registry);
  }
  for (const node of mesh.nodes) recordNode(node, usedCores.get(node) ?? 0, effects.steal.get(node) ?? 0, registry);
}

function recordBuilds({ station: { spec, pods } }: StationTraffic, mesh: MeshSpec, registry: MetricRegistry): void {
  if (!spec.sidecar) return;
  for (const { name: pod, node } of pods) {
    const build = registry.block(`${pod} build`, () => ({
      page: spec.namespace,
      shape: BUILD_SHAPE,
      labels: { component: "proxy", tag: mesh.istioVersion, namespace: spec.namespace, node, pod },
    }));
    build.values[0] = 1;
  }
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
