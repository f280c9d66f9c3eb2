import { calledService } from "./called-service.ts";
import type { ClusterOf } from "./cluster-of.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { ServiceOf } from "./placer-options.ts";
import type { BytesSample, Party, RequestsSample, ServiceParty, TrafficSample } from "./samples.ts";

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
  return createServices(samples, clusterOf, inventory)(samples);
}

/**
 * The same of one look after another in which the same stand in the same places: the very same as long as numbers decide
 * nothing, for most workloads are called by one service.
 */
export function createServices(
  samples: readonly TrafficSample[],
  clusterOf: ClusterOf,
  inventory?: InventoryIndex,
): (samples: readonly TrafficSample[]) => ServiceOf {
  const { byRow, byWorkload } = servicesCalled(samples, clusterOf, inventory);
  const several = [...byWorkload].filter(([, services]) => services.size > 1);
  const serviceOf = serviceAmong(new Map([...byWorkload].map(mostUsed)), inventory);
  return (now) => {
    if (several.length === 0) return serviceOf;
    for (const [, services] of several) for (const called of services.values()) called.perSecond = 0;
    now.forEach((sample, row) => {
      const called = byRow[row];
      if (called !== undefined && isWeighed(sample)) called.perSecond += sample.perSecond;
    });
    return serviceAmong(new Map([...byWorkload].map(mostUsed)), inventory);
  };
}

/** Who gets nothing but messages or connections is called by a service as well. */
function isWeighed(sample: TrafficSample): sample is RequestsSample | BytesSample {
  return sample.kind === "requests" || sample.kind === "bytes";
}

type ByName = Map<string, Called>;

/** By the samples that count, and of each workload by name. */
function servicesCalled(
  samples: readonly TrafficSample[],
  clusterOf: ClusterOf,
  inventory: InventoryIndex | undefined,
): { readonly byRow: readonly (Called | undefined)[]; readonly byWorkload: ReadonlyMap<string, ByName> } {
  const byWorkload = new Map<string, ByName>();
  const byParty = new Map<ServiceParty, Called>();

  function calledAt(destination: ServiceParty, source: Party): Called | undefined {
    const called = calledService(destination, inventory);
    if (destination.namespace === undefined || destination.workload === undefined || called === undefined) return;
    const cluster = clusterOf(destination, source);
    const key = `${cluster}/${destination.namespace}/${destination.workload}`;
    const services = byWorkload.get(key) ?? new Map<string, Called>();
    byWorkload.set(key, services);
    const name = `${called.namespace}/${called.name}`;
    const counted = services.get(name) ?? { parts: [cluster, called.namespace, called.name], perSecond: 0 };
    services.set(name, counted);
    return counted;
  }

  const byRow = samples.map(({ kind, source, destination }) => {
    if (kind === "latency") return undefined;
    const called = byParty.get(destination) ?? calledAt(destination, source);
    // Whoever names no cluster may be another one for every caller.
    if (called !== undefined && destination.cluster !== undefined) byParty.set(destination, called);
    return called;
  });
  return { byRow, byWorkload };
}

function serviceAmong(
  main: ReadonlyMap<string, ServiceParts | undefined>,
  inventory: InventoryIndex | undefined,
): ServiceOf {
  return (cluster, namespace, workload) =>
    main.get(`${cluster}/${namespace}/${workload}`) ?? selectedBy(inventory, cluster, namespace, workload);
}

function selectedBy(
  inventory: InventoryIndex | undefined,
  cluster: string,
  namespace: string,
  workload: string,
): ServiceParts | undefined {
  const first = inventory?.workload(cluster, namespace, workload)?.services.toSorted()[0];
  return first === undefined ? undefined : [cluster, namespace, first];
}

/** By these it is told from others. */
export type Workload = Pick<Party, "cluster" | "namespace" | "workload">;

/** The same, but what is called through a waypoint is not what that one is drawn as. */
export function besidesWaypoints(
  serviceOf: ServiceOf,
  waypoints: readonly Workload[],
  inventory: InventoryIndex | undefined,
): ServiceOf {
  if (waypoints.length === 0) return serviceOf;
  const names = new Set(waypoints.map((one) => `${one.cluster}/${one.namespace}/${one.workload}`));
  return (cluster, namespace, workload) =>
    names.has(`${cluster}/${namespace}/${workload}`)
      ? selectedBy(inventory, cluster, namespace, workload)
      : serviceOf(cluster, namespace, workload);
}

function mostUsed([workload, services]: readonly [string, ByName]): [string, ServiceParts | undefined] {
  const sorted = [...services].sort(([a, x], [b, y]) => y.perSecond - x.perSecond || (a < b ? -1 : 1));
  return [workload, sorted[0]?.[1].parts];
}
