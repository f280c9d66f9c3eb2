import { calledService } from "./called-service.ts";
import type { ClusterOf } from "./cluster-of.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { ServiceOf } from "./placer.ts";
import type { Party, ServiceParty, TrafficSample } from "./samples.ts";

type ServiceParts = readonly [cluster: string, namespace: string, name: string];

interface Called {
  readonly parts: ServiceParts;
  perSecond: number;
}

/**
 * The service each workload is drawn as: the one most of its requests and bytes were sent to, by name where two are
 * even, and the first that selects it where none were.
 */
export function serviceOfWorkloads(
  samples: readonly TrafficSample[],
  clusterOf: ClusterOf,
  inventory?: InventoryIndex,
): ServiceOf {
  const heard = new Map<string, Map<string, Called>>();
  const calledBy = new Map<ServiceParty, Called>();

  function calledAt(destination: ServiceParty, source: Party): Called | undefined {
    const called = calledService(destination, inventory);
    if (destination.namespace === undefined || destination.workload === undefined || called === undefined) return;
    const cluster = clusterOf(destination, source);
    const key = `${cluster}/${destination.namespace}/${destination.workload}`;
    const services = heard.get(key) ?? new Map<string, Called>();
    heard.set(key, services);
    const name = `${called.namespace}/${called.name}`;
    const counted = services.get(name) ?? { parts: [cluster, called.namespace, called.name], perSecond: 0 };
    services.set(name, counted);
    return counted;
  }

  for (const sample of samples) {
    if (sample.kind !== "requests" && sample.kind !== "bytes") continue;
    const { source, destination } = sample;
    const called = calledBy.get(destination) ?? calledAt(destination, source);
    if (called === undefined) continue;
    called.perSecond += sample.perSecond;
    // Whoever names no cluster may be another one for every caller.
    if (destination.cluster !== undefined) calledBy.set(destination, called);
  }
  const main = new Map([...heard].map(([key, services]) => [key, mostUsed(services)]));
  return (cluster, namespace, workload) => {
    const called = main.get(`${cluster}/${namespace}/${workload}`);
    if (called !== undefined) return called;
    const first = inventory?.workload(cluster, namespace, workload)?.services.toSorted()[0];
    return first === undefined ? undefined : [cluster, namespace, first];
  };
}

function mostUsed(services: ReadonlyMap<string, Called>): ServiceParts | undefined {
  const sorted = [...services].sort(([a, x], [b, y]) => y.perSecond - x.perSecond || (a < b ? -1 : 1));
  return sorted[0]?.[1].parts;
}
