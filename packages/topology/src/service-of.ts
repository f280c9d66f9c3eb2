import { calledService } from "./called-service.ts";
import type { ClusterOf } from "./cluster-of.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { ServiceOf } from "./placer.ts";
import type { ServiceParty, TrafficSample } from "./samples.ts";

type ServiceParts = readonly [cluster: string, namespace: string, name: string];

/**
 * The service each workload is drawn as: the one most of its requests and bytes were sent to, by name where two are
 * even, and the first that selects it where none were.
 */
export function serviceOfWorkloads(
  samples: readonly TrafficSample[],
  clusterOf: ClusterOf,
  inventory?: InventoryIndex,
): ServiceOf {
  const heard = new Map<string, Map<string, { parts: ServiceParts; perSecond: number }>>();
  const calledBy = new Map<ServiceParty, ReturnType<typeof calledService>>();
  for (const sample of samples) {
    if (sample.kind !== "requests" && sample.kind !== "bytes") continue;
    const { source, destination } = sample;
    if (!calledBy.has(destination)) calledBy.set(destination, calledService(destination, inventory));
    const called = calledBy.get(destination);
    if (destination.namespace === undefined || destination.workload === undefined || called === undefined) continue;
    const cluster = clusterOf(destination, source);
    const key = `${cluster}/${destination.namespace}/${destination.workload}`;
    const services = heard.get(key) ?? new Map<string, { parts: ServiceParts; perSecond: number }>();
    const name = `${called.namespace}/${called.name}`;
    const { perSecond } = sample;
    const counted = services.get(name);
    if (counted === undefined) services.set(name, { parts: [cluster, called.namespace, called.name], perSecond });
    else counted.perSecond += perSecond;
    heard.set(key, services);
  }
  const main = new Map([...heard].map(([key, services]) => [key, mostUsed(services)]));
  return (cluster, namespace, workload) => {
    const first = inventory?.workload(cluster, namespace, workload)?.services.toSorted()[0];
    return (
      main.get(`${cluster}/${namespace}/${workload}`) ?? (first === undefined ? undefined : [cluster, namespace, first])
    );
  };
}

function mostUsed(services: ReadonlyMap<string, { parts: ServiceParts; perSecond: number }>): ServiceParts | undefined {
  const sorted = [...services].sort(([a, x], [b, y]) => y.perSecond - x.perSecond || (a < b ? -1 : 1));
  return sorted[0]?.[1].parts;
}
