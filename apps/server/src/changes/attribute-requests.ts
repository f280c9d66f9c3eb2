import type { Destination } from "@fyr/contract";
import { type Backends, backendsOf, type MeshObjects } from "@fyr/kubernetes";
import { resolveHost } from "@fyr/routing";
import type { CountedRequests } from "./dependencies.ts";

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

/**
 * Whose requests are whose. Undefined where measurements cannot tell two destinations apart: both are reached by the
 * same host and the same workload, or a host's workloads are not known and it has more than one destination.
 */
export function countByDestination(
  destinations: readonly MeasuredDestination[],
  counted: readonly CountedRequests[],
): readonly number[] | undefined {
  const counts = destinations.map(() => 0);
  for (const entry of counted) {
    const places = destinations.flatMap((destination, place) => (answers(destination, entry) ? [place] : []));
    const [place] = places;
    if (places.length > 1) return undefined;
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + entry.requests;
  }
  return counts;
}

export function canBeToldApart(destinations: readonly MeasuredDestination[]): boolean {
  return destinations.every((one, place) =>
    destinations.slice(place + 1).every((other) => one.host !== other.host || areDisjoint(one, other)),
  );
}

function areDisjoint(one: MeasuredDestination, other: MeasuredDestination): boolean {
  if (one.backends === undefined || other.backends === undefined) return false;
  const theirs = new Set(other.backends.workloads);
  return one.backends.workloads.every((workload) => !theirs.has(workload)) || versionOf(one) !== versionOf(other);
}

function answers({ host, backends }: MeasuredDestination, entry: CountedRequests): boolean {
  if (entry.host !== host) return false;
  if (backends === undefined) return true;
  if (entry.workload === undefined) return false;
  if (entry.workloadNamespace !== undefined && entry.workloadNamespace !== backends.namespace) return false;
  const version = backends.labels?.["version"];
  if (version !== undefined && entry.version !== undefined && entry.version !== version) return false;
  return backends.workloads.includes(entry.workload);
}

function versionOf({ backends }: MeasuredDestination): string | undefined {
  return backends?.labels?.["version"];
}
