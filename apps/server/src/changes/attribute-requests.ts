import type { Destination } from "@fyr/contract";
import { type Backends, backendsOf, type MeshObjects } from "@fyr/kubernetes";
import type { Answerer, CountedRequests } from "@fyr/prometheus";
import { type KubernetesObject, readRoute, resolveHost } from "@fyr/routing";

/** A destination as measurements know it. */
export interface MeasuredDestination {
  /** Full name. */
  readonly host: string;
  /**
   * Other names it may be counted under: a route attached to a Service sends to others, and proxies report the one or
   * the other. Only where its workloads tell it from its neighbours.
   */
  readonly aliases: readonly string[];
  /** Undefined for hosts outside the cluster and for subsets nobody defines. */
  readonly backends: Backends | undefined;
}

/** Of all destinations of a rule, in its order. */
export function measuredDestinations(
  objects: MeshObjects,
  destinations: readonly Destination[],
  route: KubernetesObject,
): MeasuredDestination[] {
  const namespace = route.metadata.namespace ?? "default";
  const plain = destinations.map((destination) => ({
    host: resolveHost(destination.host, namespace),
    backends: backendsOf(objects, destination, namespace),
  }));
  const services = readRoute(route).parents.filter(({ kind }) => kind === "Service");
  const names = services.map((service) => resolveHost(service.name, service.namespace));
  const apart = plain.every((one, place) => plain.slice(place + 1).every((other) => areDisjoint(one, other)));
  return plain.map((each) => ({ ...each, aliases: apart ? names.filter((name) => name !== each.host) : [] }));
}

/** Under which names requests to them are counted. */
export function hostsOf(destinations: readonly MeasuredDestination[]): string[] {
  return [...new Set(destinations.flatMap(({ host, aliases }) => [host, ...aliases]))];
}

/** Whose requests are whose, in the order of the destinations, which can be told apart. */
export function countByDestination(
  destinations: readonly MeasuredDestination[],
  counted: readonly CountedRequests[],
): readonly number[] {
  return destinations.map((destination) =>
    counted.reduce((sum, entry) => (answers(destination, entry) ? sum + entry.requests : sum), 0),
  );
}

/** No two of them share a host and a workload, nor a host whose workloads are not known. */
export function canBeToldApart(destinations: readonly MeasuredDestination[]): boolean {
  return destinations.every((one, place) =>
    destinations.slice(place + 1).every((other) => one.host !== other.host || areDisjoint(one, other)),
  );
}

type Placed = Pick<MeasuredDestination, "backends">;

function areDisjoint(one: Placed, other: Placed): boolean {
  if (one.backends === undefined || other.backends === undefined) return false;
  if (one.backends.namespace !== other.backends.namespace) return true;
  const theirs = new Set(other.backends.workloads);
  return one.backends.workloads.every((workload) => !theirs.has(workload));
}

// By workload, not by version: measured versions may stem from another label than the one a subset selects by.
export function answers({ host, aliases, backends }: MeasuredDestination, entry: Answerer): boolean {
  if (entry.host !== host && !aliases.includes(entry.host)) return false;
  if (backends === undefined) return true;
  if (entry.workload === undefined) return false;
  if (entry.workloadNamespace !== undefined && entry.workloadNamespace !== backends.namespace) return false;
  return backends.workloads.includes(entry.workload);
}
