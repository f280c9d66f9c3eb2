import type { Destination } from "@fyr/contract";
import { destinationRulesFor, resolveHost, serviceOfHost, subsetLabels } from "@fyr/routing";
import { type MeshObjects, selects } from "./mesh-objects.ts";
import { workloadNames } from "./workloads.ts";

/** Who takes the traffic of a destination. */
export interface Backends {
  readonly namespace: string;
  /** Names, sorted. */
  readonly workloads: readonly string[];
  readonly pods: { readonly ready: number; readonly total: number };
}

/** Undefined for hosts that are no Kubernetes service here, and for subsets nobody defines. */
export function backendsOf(
  objects: MeshObjects,
  destination: Destination,
  routeNamespace: string,
): Backends | undefined {
  const at = serviceOfHost(resolveHost(destination.host, routeNamespace));
  const index = indexOf(objects);
  const service = at && index.services.get(`${at.namespace}/${at.name}`);
  if (service === undefined || Object.keys(service.selector).length === 0) return undefined;
  const labels = labelsOf(objects, destination, routeNamespace);
  if (destination.subset !== undefined && labels === undefined) return undefined;
  const selector = { ...service.selector, ...labels };
  const here = index.pods.get(service.namespace) ?? [];
  const pods = here.filter((pod) => !pod.finished && selects(selector, pod.labels));
  const controllers = index.controllers.get(service.namespace) ?? [];
  const idle = controllers.filter((each) => selects(selector, each.labels));
  const names = [...pods.map((pod) => index.nameOf(pod).name), ...idle.map(({ name }) => name)];
  return {
    namespace: service.namespace,
    workloads: [...new Set(names)].sort(),
    pods: { ready: pods.filter(({ ready }) => ready).length, total: pods.length },
  };
}

interface Index {
  readonly services: ReadonlyMap<string, MeshObjects["services"][number]>;
  readonly pods: ReadonlyMap<string, MeshObjects["pods"]>;
  readonly controllers: ReadonlyMap<string, MeshObjects["controllers"]>;
  readonly nameOf: ReturnType<typeof workloadNames>;
}

// A list of routes asks for hundreds of destinations among tens of thousands of pods, all of one moment.
const indexes = new WeakMap<MeshObjects, Index>();

function indexOf(objects: MeshObjects): Index {
  const known = indexes.get(objects);
  if (known !== undefined) return known;
  const index: Index = {
    services: new Map(objects.services.map((service) => [`${service.namespace}/${service.name}`, service])),
    pods: Map.groupBy(objects.pods, ({ namespace }) => namespace),
    controllers: Map.groupBy(objects.controllers, ({ namespace }) => namespace),
    nameOf: workloadNames(objects),
  };
  indexes.set(objects, index);
  return index;
}

function labelsOf(
  { destinationRules }: MeshObjects,
  { host, subset }: Destination,
  routeNamespace: string,
): Record<string, string> | undefined {
  if (subset === undefined) return undefined;
  return subsetLabels(destinationRulesFor(destinationRules, host, routeNamespace), subset);
}
