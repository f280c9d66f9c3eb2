import { entryRate } from "./mesh/entry-rate.ts";
import type { MeshSpec } from "./mesh/mesh-spec.ts";
import { createIstiodMetrics } from "./metrics/istiod-metrics.ts";
import { recordPlatform } from "./metrics/platform-metrics.ts";
import { createMetricRegistry, type MetricRegistry } from "./metrics/registry.ts";
import { createTrafficMetrics } from "./metrics/traffic-metrics.ts";
import type { Stage } from "./scenarios/stage.ts";
import { type ClusterView, RESOURCES } from "./traffic/cluster-view.ts";
import { type CompiledMesh, compileMesh } from "./traffic/compile.ts";
import { createFlow, type Traffic } from "./traffic/flow.ts";

export interface Simulation {
  readonly registry: MetricRegistry;
  /** Lets time pass up to a moment (Unix seconds), in steps of at most `stepSeconds`. Time never runs back. */
  advanceTo(moment: number, stepSeconds: number): void;
  /** The traffic that flows now. */
  traffic(): Traffic;
  /** A frozen router goes on with the routes it has: objects change, traffic does not follow. */
  freezeRouter(frozen: boolean): void;
  isRouterFrozen(): boolean;
}

export interface SimulationOptions {
  readonly mesh: MeshSpec;
  readonly cluster: ClusterView;
  readonly stage: Stage;
  readonly seed: number;
  /** Unix seconds. */
  readonly start: number;
  /** Told of every moment that traffic is worked out for, before it is. */
  readonly happen?: (moment: number) => void;
  /** Told of every mesh that traffic flows through from a moment on. */
  readonly compiled?: (moment: number, mesh: CompiledMesh) => void;
}

/** Steps before the start, so that queues and retries have settled. */
const WARM_UP_STEPS = 6;
const STEERING = new Set<string>(
  [
    RESOURCES.virtualServices,
    RESOURCES.destinationRules,
    RESOURCES.peerAuthentications,
    RESOURCES.httpRoutes,
    RESOURCES.grpcRoutes,
    RESOURCES.tlsRoutes,
    RESOURCES.tcpRoutes,
  ].map(({ plural }) => plural),
);

/** The mesh in motion: traffic is worked out anew at every step, and counters grow evenly in between. */
export function createSimulation(options: SimulationOptions): Simulation {
  const { mesh, cluster, stage, seed, start, happen } = options;
  const registry = createMetricRegistry();
  const trafficMetrics = createTrafficMetrics(mesh, registry, seed);
  const istiod = createIstiodMetrics(registry, mesh.istioVersion);
  const flow = createFlow(seed);
  const countObjects = () => ({
    services: cluster.list(RESOURCES.services).length,
    virtualServices: cluster.list(RESOURCES.virtualServices).length,
  });
  let compiled = compileMesh(mesh, cluster);
  options.compiled?.(start, compiled);
  let objects = countObjects();
  let traffic: Traffic = { ways: [], lost: [], stations: [] };
  let now = start;
  let stepEnds = start;
  let isOutdated = false;
  let isFrozen = false;

  cluster.subscribe(({ resource }) => {
    isOutdated = true;
    if (STEERING.has(resource.plural) && !isFrozen) istiod.pushed();
  });

  const step = (seconds: number) => {
    happen?.(now);
    if (isOutdated && !isFrozen) {
      const before = podNames(compiled);
      compiled = compileMesh(mesh, cluster);
      options.compiled?.(now, compiled);
      const after = podNames(compiled);
      registry.forget(new Set([...before].filter((name) => !after.has(name))));
      objects = countObjects();
      isOutdated = false;
    }
    const effects = stage.effectsAt(now);
    const entryPerSecond = entryRate(mesh.entryPerSecond, now);
    traffic = flow({ mesh: compiled, effects, entryPerSecond, moment: now, seconds });
    registry.stopGrowth();
    trafficMetrics.record(traffic, compiled, { at: now, seconds });
    recordPlatform(traffic, effects, mesh, registry);
    istiod.record(traffic, objects);
  };

  return {
    registry,
    advanceTo(moment, stepSeconds) {
      if (traffic.stations.length === 0) for (let warm = 0; warm < WARM_UP_STEPS; warm += 1) step(stepSeconds);
      while (now < moment) {
        if (now >= stepEnds) {
          step(stepSeconds);
          stepEnds = now + stepSeconds;
        }
        const until = Math.min(moment, stepEnds);
        registry.grow(until - now);
        now = until;
      }
    },
    traffic: () => traffic,
    freezeRouter(frozen) {
      isFrozen = frozen;
    },
    isRouterFrozen: () => isFrozen,
  };
}

function podNames({ stations }: CompiledMesh): Set<string> {
  return new Set(stations.flatMap(({ pods }) => pods.map(({ name }) => name)));
}
