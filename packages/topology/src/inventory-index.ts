import { type AnnotatedTolerances, annotatedTolerances } from "./health/annotated-tolerances.ts";
import type { Inventory, InventoryRoute, InventoryServiceEntry, InventoryWorkload } from "./inventory.ts";
import { known } from "./optional.ts";

/** The inventory by what it is looked up by, with its cluster named as the metrics name it. */
export interface InventoryIndex {
  readonly workloads: readonly InventoryWorkload[];
  readonly onlyCluster?: string;
  /** What annotations say about health. */
  readonly annotated: AnnotatedTolerances;
  workload(cluster: string, namespace: string, name: string): InventoryWorkload | undefined;
  /** The service entry that claims this host, and the host as it is written there (`*.example.com`). */
  serviceEntry(host: string): { readonly entry: InventoryServiceEntry; readonly host: string } | undefined;
  /** Routes that claim this host or send to it. */
  routesOf(host: string): readonly InventoryRoute[];
  isService(host: string): boolean;
  /** There are neither routes nor circuit breakers. */
  readonly steersNobody: boolean;
  readonly circuitBreakerHosts: ReadonlySet<string>;
  /** Full host names of the services that select a workload. */
  hostsOf(workload: InventoryWorkload): readonly string[];
}

/** `metricClusters`: every cluster name the samples carry. */
export function indexInventory(inventory: Inventory, metricClusters: ReadonlySet<string>): InventoryIndex {
  const named = inClusterOf(inventory, metricClusters);
  const workloads = new Map(named.workloads.map((it) => [key(it.cluster, it.namespace, it.name), it]));
  const entryOf = createEntries(named.serviceEntries);
  const hosts = new Map<string, string[]>();
  for (const service of named.services) {
    for (const workload of service.selects)
      push(hosts, key(service.cluster, service.namespace, workload), service.host);
  }
  const routes = routesByHost(named.routes);
  const services = new Set(named.services.map((service) => service.host));
  const clusters = new Set(named.workloads.map((workload) => workload.cluster));
  const [onlyCluster] = clusters.size === 1 ? clusters : [];
  return {
    workloads: named.workloads,
    annotated: annotatedTolerances(named),
    ...known("onlyCluster", onlyCluster),
    workload: (cluster, namespace, name) => workloads.get(key(cluster, namespace, name)),
    serviceEntry: entryOf,
    routesOf: (host) => routes.get(host) ?? [],
    isService: (host) => services.has(host),
    steersNobody: named.routes.length === 0 && named.circuitBreakerHosts.length === 0,
    circuitBreakerHosts: new Set(named.circuitBreakerHosts),
    hostsOf: (workload) => hosts.get(key(workload.cluster, workload.namespace, workload.name)) ?? [],
  };
}

/**
 * The inventory with its cluster named as the metrics name it: one cluster watched and one measured are the same one,
 * whatever the kubeconfig calls it.
 */
export function inClusterOf(inventory: Inventory, metricClusters: ReadonlySet<string>): Inventory {
  const watched = new Set(inventory.workloads.map((workload) => workload.cluster));
  const [metricCluster] = metricClusters;
  if (watched.size !== 1 || metricClusters.size !== 1 || metricCluster === undefined || watched.has(metricCluster)) {
    return inventory;
  }
  return {
    ...inventory,
    workloads: inventory.workloads.map((it) => ({ ...it, cluster: metricCluster })),
    services: inventory.services.map((it) => ({ ...it, cluster: metricCluster })),
    serviceEntries: inventory.serviceEntries.map((it) => ({ ...it, cluster: metricCluster })),
  };
}

type FoundEntry = ReturnType<InventoryIndex["serviceEntry"]>;

/** Most hosts are asked for again and again. */
function createEntries(listed: readonly InventoryServiceEntry[]): (host: string) => FoundEntry {
  const entries = entriesByHost(listed);
  if (entries.size === 0) return () => undefined;
  const found = new Map<string, FoundEntry>();
  return (host) => {
    if (!found.has(host)) found.set(host, findEntry(entries, host));
    return found.get(host);
  };
}

function entriesByHost(entries: readonly InventoryServiceEntry[]): Map<string, InventoryServiceEntry> {
  const found = new Map<string, InventoryServiceEntry>();
  for (const entry of entries) for (const host of entry.hosts) if (!found.has(host)) found.set(host, entry);
  return found;
}

function findEntry(entries: ReadonlyMap<string, InventoryServiceEntry>, host: string): FoundEntry {
  for (let pattern: string | undefined = host; pattern !== undefined; pattern = wider(pattern)) {
    const entry = entries.get(pattern);
    if (entry !== undefined) return { entry, host: pattern };
  }
  return undefined;
}

/** `a.b.c` → `*.b.c` → `*.c` → undefined. */
function wider(pattern: string): string | undefined {
  const dot = pattern.indexOf(".", pattern.startsWith("*.") ? 2 : 0);
  return dot === -1 ? undefined : `*${pattern.slice(dot)}`;
}

function routesByHost(routes: readonly InventoryRoute[]): Map<string, InventoryRoute[]> {
  const found = new Map<string, InventoryRoute[]>();
  for (const route of routes) {
    for (const host of new Set([...route.hosts, ...route.destinationHosts])) push(found, host, route);
  }
  return found;
}

function push<Value>(map: Map<string, Value[]>, at: string, value: Value): void {
  const list = map.get(at);
  if (list === undefined) map.set(at, [value]);
  else list.push(value);
}

function key(cluster: string, namespace: string, name: string): string {
  return `${cluster}/${namespace}/${name}`;
}
