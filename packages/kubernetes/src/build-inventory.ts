import {
  attachmentOf,
  isObject,
  type KubernetesObject,
  listIn,
  objectIn,
  readRoute,
  resolveHost,
  rootsByDelegate,
  routeRefOf,
  textIn,
} from "@fyr/routing";
import type { Inventory, InventoryRoute, InventoryWorkload } from "@fyr/topology";
import { type MeshObjects, routesIn, serviceEntryHosts } from "./mesh-objects.ts";
import { hostNames } from "./nodes.ts";
import { type WorkloadFacts, workloadsOf } from "./workloads.ts";

/** `clusterName` is used where no proxy says what Istio calls the cluster. Everything is sorted. */
export function buildInventory(objects: MeshObjects, clusterName: string): Inventory {
  const cluster = clusterIdOf(objects) ?? clusterName;
  const workloads = workloadsOf(objects);
  const selected = selectedBy(workloads);
  return {
    workloads: workloads.map((workload) => inventoryWorkload(workload, cluster)).sort(byName),
    services: objects.services
      .map(({ namespace, name, rateAnnotation }) => ({
        cluster,
        namespace,
        name,
        ...(rateAnnotation !== undefined && { rateAnnotation }),
        host: resolveHost(name, namespace),
        selects: (selected.get(`${namespace}/${name}`) ?? []).toSorted(),
      }))
      .sort(byName),
    serviceEntries: objects.serviceEntries
      .map((object) => ({
        cluster,
        namespace: object.metadata.namespace ?? "",
        name: object.metadata.name,
        hosts: [...serviceEntryHosts(object)],
      }))
      .sort(byName),
    routes: inventoryRoutes(routesIn(objects)),
    circuitBreakerHosts: circuitBreakerHosts(objects.destinationRules),
    namespaces: objects.namespaces.map(({ name }) => name).sort(),
    hostNames: hostNames(objects.nodes),
    zones: new Map(objects.nodes.flatMap(({ name, zone }) => (zone === undefined ? [] : [[name, zone] as const]))),
  };
}

/** Names of workloads by the service that selects them. */
function selectedBy(workloads: readonly WorkloadFacts[]): Map<string, string[]> {
  const selected = new Map<string, string[]>();
  for (const { namespace, name, services } of workloads) {
    for (const service of services) {
      const names = selected.get(`${namespace}/${service}`);
      if (names === undefined) selected.set(`${namespace}/${service}`, [name]);
      else names.push(name);
    }
  }
  return selected;
}

function inventoryWorkload({ podFacts, labels: _, ...workload }: WorkloadFacts, cluster: string): InventoryWorkload {
  return {
    ...workload,
    cluster,
    podNames: podFacts
      .map(({ name, phase, ready, restarts, startedAt, host }) => ({
        name,
        phase,
        ready,
        restarts,
        ...(startedAt !== undefined && { startedAt }),
        ...(host !== undefined && { host }),
      }))
      .sort((a, b) => compare(a.name, b.name)),
  };
}

/** Metrics carry Istio's name of the cluster, which kubeconfigs need not share. The one most proxies have. */
function clusterIdOf({ pods }: MeshObjects): string | undefined {
  const counts = new Map<string, number>();
  for (const { clusterId } of pods) if (clusterId) counts.set(clusterId, (counts.get(clusterId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0];
}

function inventoryRoutes(routes: readonly KubernetesObject[]): InventoryRoute[] {
  const roots = rootsByDelegate(routes);
  return routes
    .map((object) => {
      const { rules } = readRoute(object);
      const namespace = object.metadata.namespace ?? "";
      const sent = rules.flatMap((rule) => rule.destinations.map(({ destination }) => destination.host));
      return {
        route: routeRefOf(object),
        hosts: unique(resolveAll(attachmentOf(object, roots).hosts, namespace)),
        destinationHosts: unique(resolveAll(sent, namespace)),
        splits: rules.some((rule) => rule.splits),
        injectsFaults: listIn(object.spec, "http").some((rule) => Object.keys(objectIn(rule, "fault")).length > 0),
      };
    })
    .sort((a, b) => byName(a.route, b.route) || compare(a.route.kind, b.route.kind));
}

function circuitBreakerHosts(destinationRules: readonly KubernetesObject[]): string[] {
  const hosts = destinationRules.flatMap((object) => {
    const host = textIn(object.spec, "host");
    const subsets = listIn(object.spec, "subsets").map((subset) => objectIn(subset, "trafficPolicy"));
    const policies = [objectIn(object.spec, "trafficPolicy"), ...subsets];
    const all = policies.flatMap((policy) => [policy, ...listIn(policy, "portLevelSettings")]);
    const breaks = all.some(
      (policy) => isObject(policy) && ("connectionPool" in policy || "outlierDetection" in policy),
    );
    return host !== undefined && breaks ? [resolveHost(host, object.metadata.namespace ?? "")] : [];
  });
  return unique(hosts);
}

function resolveAll(hosts: readonly string[], namespace: string): string[] {
  return hosts.map((host) => resolveHost(host, namespace));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function byName(a: { namespace: string; name: string }, b: { namespace: string; name: string }): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
