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
  const service = objects.services.find(({ namespace, name }) => namespace === at?.namespace && name === at?.name);
  if (service === undefined || Object.keys(service.selector).length === 0) return undefined;
  const labels = labelsOf(objects, destination, routeNamespace);
  if (destination.subset !== undefined && labels === undefined) return undefined;
  const selector = { ...service.selector, ...labels };
  const nameOf = workloadNames(objects);
  const here = objects.pods.filter(({ namespace, finished }) => namespace === service.namespace && !finished);
  const pods = here.filter((pod) => selects(selector, pod.labels));
  const idle = objects.controllers.filter(
    (each) => each.namespace === service.namespace && selects(selector, each.labels),
  );
  const workloads = [...new Set([...pods.map((pod) => nameOf(pod).name), ...idle.map(({ name }) => name)])].sort();
  return {
    namespace: service.namespace,
    workloads,
    pods: { ready: pods.filter(({ ready }) => ready).length, total: pods.length },
  };
}

function labelsOf(
  { destinationRules }: MeshObjects,
  { host, subset }: Destination,
  routeNamespace: string,
): Record<string, string> | undefined {
  if (subset === undefined) return undefined;
  return subsetLabels(destinationRulesFor(destinationRules, host, routeNamespace), subset);
}
