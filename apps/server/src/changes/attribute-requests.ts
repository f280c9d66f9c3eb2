import type { Destination } from "@fyr/contract";
import { type Backends, backendsOf, type MeshObjects } from "@fyr/kubernetes";
import type { CountedRequests } from "@fyr/prometheus";
import { resolveHost } from "@fyr/routing";

/** A destination as measurements know it. */
export interface MeasuredDestination {
  /** Full name. */
  readonly host: string;
  /** Undefined for hosts outside the cluster and for subsets nobody defines. */
  readonly backends: Backends | undefined;
}

export function measuredDestination(
  objects: MeshObjects,
  destination: Destination,
  routeNamespace: string,
): MeasuredDestination {
  return {
    host: resolveHost(destination.host, routeNamespace),
    backends: backendsOf(objects, destination, routeNamespace),
  };
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

function areDisjoint(one: MeasuredDestination, other: MeasuredDestination): boolean {
  if (one.backends === undefined || other.backends === undefined) return false;
  const theirs = new Set(other.backends.workloads);
  return one.backends.workloads.every((workload) => !theirs.has(workload));
}

// By workload, not by version: measured versions may stem from another label than the one a subset selects by.
function answers({ host, backends }: MeasuredDestination, entry: CountedRequests): boolean {
  if (entry.host !== host) return false;
  if (backends === undefined) return true;
  if (entry.workload === undefined) return false;
  if (entry.workloadNamespace !== undefined && entry.workloadNamespace !== backends.namespace) return false;
  return backends.workloads.includes(entry.workload);
}
