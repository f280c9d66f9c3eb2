import { ISTIOD_POD } from "../mesh/control-plane-objects.ts";
import { ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import type { Traffic } from "../traffic/flow.ts";
import type { Block, BlockShape, Line } from "./block.ts";
import { PLATFORM_PAGE } from "./platform-metrics.ts";
import type { MetricRegistry } from "./registry.ts";

const CONVERGENCE = "pilot_proxy_convergence_time";
const CONVERGENCE_BOUNDS = [0.1, 0.5, 1, 3, 5, 10, 20, 30];
/** Seconds from a change to the slowest proxy having it, as shares of the proxies within each bound. */
const CONVERGENCE_SHARES = [0.55, 0.97, 1, 1, 1, 1, 1, 1];

const gauge = (metric: string): Line => ({ metric, family: metric, type: "gauge", whole: true });
const PUSHES: BlockShape = {
  hiddenUntilCounted: false,
  lines: [{ metric: "pilot_xds_pushes", family: "pilot_xds_pushes", type: "counter", whole: true }],
};
const PROXIES: BlockShape = { hiddenUntilCounted: false, lines: [gauge("pilot_xds")] };
const OBJECTS: BlockShape = {
  hiddenUntilCounted: false,
  lines: [gauge("pilot_services"), gauge("pilot_virt_services")],
};
const BUILD: BlockShape = { hiddenUntilCounted: false, lines: [gauge("istio_build")] };
const CONVERGENCE_SHAPE: BlockShape = {
  hiddenUntilCounted: false,
  lines: [...CONVERGENCE_BOUNDS.map(String), "+Inf"]
    .map((le): Line => ({ metric: `${CONVERGENCE}_bucket`, family: CONVERGENCE, type: "histogram", whole: true, le }))
    .concat(
      { metric: `${CONVERGENCE}_sum`, family: CONVERGENCE, type: "histogram", whole: false },
      { metric: `${CONVERGENCE}_count`, family: CONVERGENCE, type: "histogram", whole: true },
    ),
};
const WHERE = { namespace: ROOT_NAMESPACE, pod: ISTIOD_POD };

export interface IstiodMetrics {
  /** Proxies connected and objects known, and the pushes that pods coming and going cause all the time. */
  record(traffic: Traffic, objects: { readonly services: number; readonly virtualServices: number }): void;
  /** Someone changed a route: every proxy gets it. */
  pushed(): void;
}

export function createIstiodMetrics(registry: MetricRegistry, istioVersion: string): IstiodMetrics {
  let proxies = 0;
  const pushes = (type: string) =>
    registry.block(`istiod pushes ${type}`, () => ({ page: PLATFORM_PAGE, shape: PUSHES, labels: { ...WHERE, type } }));
  const plain = (name: string, shape: BlockShape, labels: Record<string, string> = {}) =>
    registry.block(`istiod ${name}`, () => ({ page: PLATFORM_PAGE, shape, labels: { ...WHERE, ...labels } }));
  return {
    record(traffic, { services, virtualServices }) {
      proxies = traffic.stations.reduce(
        (sum, { station }) => sum + (station.spec.sidecar ? station.pods.length : 0),
        0,
      );
      setTo(plain("proxies", PROXIES, { version: istioVersion }), [proxies]);
      setTo(plain("objects", OBJECTS), [services, virtualServices]);
      setTo(plain("build", BUILD, { component: "pilot", tag: istioVersion }), [1]);
      for (const type of ["cds", "eds", "lds", "rds"]) pushes(type);
      const endpoints = pushes("eds");
      endpoints.perSecond[0] = proxies / 600;
      plain("convergence", CONVERGENCE_SHAPE);
    },
    pushed() {
      for (const type of ["cds", "lds", "rds"]) pushes(type).values[0] = (pushes(type).values[0] ?? 0) + proxies;
      const { values } = plain("convergence", CONVERGENCE_SHAPE);
      const added = [...CONVERGENCE_SHARES, 1, 0.18, 1];
      for (const [line, share] of added.entries()) values[line] = (values[line] ?? 0) + share * proxies;
    },
  };
}

function setTo({ values }: Block, numbers: readonly number[]): void {
  for (const [line, number] of numbers.entries()) values[line] = number;
}
