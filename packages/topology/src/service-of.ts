import type { InventoryIndex } from "./inventory-index.ts";
import { isEnvoyCluster, type ServiceOf } from "./placer.ts";
import type { TrafficSample } from "./samples.ts";

type ServiceParts = readonly [cluster: string, namespace: string, name: string];

/**
 * The service each workload is drawn as: the one most of its requests and bytes were sent to, by name where two are
 * even, and the first that selects it where none were.
 */
export function serviceOfWorkloads(samples: readonly TrafficSample[], inventory?: InventoryIndex): ServiceOf {
  const heard = new Map<string, Map<string, { parts: ServiceParts; perSecond: number }>>();
  for (const sample of samples) {
    if (sample.kind !== "requests" && sample.kind !== "bytes") continue;
    const { namespace, workload, service, serviceNamespace = namespace } = sample.destination;
    if (!namespace || !workload || !service || !serviceNamespace || isEnvoyCluster(service)) continue;
    const cluster = sample.destination.cluster ?? sample.source.cluster ?? inventory?.onlyCluster ?? "unknown";
    const key = `${cluster}/${namespace}/${workload}`;
    const services = heard.get(key) ?? new Map<string, { parts: ServiceParts; perSecond: number }>();
    const name = `${serviceNamespace}/${service}`;
    const perSecond = (services.get(name)?.perSecond ?? 0) + sample.perSecond;
    heard.set(key, services.set(name, { parts: [cluster, serviceNamespace, service], perSecond }));
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
