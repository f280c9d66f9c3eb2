import { blackHole } from "../called-service.ts";
import { known } from "../optional.ts";
import type { Place } from "../place.ts";
import type { Candidate } from "./candidate.ts";
import type { EdgeLine } from "./edge-line.ts";
import type { LineGraph } from "./node-excess.ts";

/** Hosts that Kubernetes knows nothing of have no namespace. */
interface Named {
  readonly namespace?: string;
  readonly name: string;
}

/** What of the mesh lies around an origin, by the names the cluster knows: what happened there can have caused it. */
export interface Surroundings {
  /** Workloads that the trouble is in. */
  readonly itself: readonly Named[];
  /** Services that are called on the way to it. Of those outside of the mesh the name is a host. */
  readonly steers: readonly Named[];
  /** Workloads and services that it calls, directly or not; of what reaches nobody known all that its callers ask. */
  readonly behind: readonly Named[];
  /** Workloads that call it. */
  readonly callers: readonly Named[];
  /** Kubernetes nodes it runs on, as far as they are known. */
  readonly hosts: readonly string[];
}

export function surroundingsOf(candidate: Candidate, graph: LineGraph, hosts: readonly string[]): Surroundings {
  const { origin, nodes, edges } = candidate;
  const into = origin.type === "edge" ? [origin.line] : nodes.flatMap(({ id }) => graph.into.get(id) ?? []);
  const ways = [...new Set([...edges, ...into])];
  // Without a service's name any that these callers ask may have been meant.
  const lost = ways.filter(isNameless).map(({ source }) => source);
  const after = [...behindOf(nodes, graph), ...lost.flatMap(({ id }) => graph.outOf.get(id) ?? [])];
  return {
    itself: unique(nodes.flatMap(nameOf)),
    steers: unique([...ways.flatMap(servicesOf), ...nodes.flatMap(serviceNode)]),
    behind: unique([...after.flatMap(({ target }) => nameOf(target)), ...after.flatMap(servicesOf)]),
    callers: unique(ways.flatMap(({ source }) => nameOf(source))),
    hosts: [...new Set([...(origin.type === "host" ? [origin.name] : []), ...hosts])].sort(),
  };
}

function isNameless({ target }: EdgeLine): boolean {
  return target.kind === "unknown" || target.service === blackHole;
}

function behindOf(nodes: readonly Place[], { outOf }: LineGraph): EdgeLine[] {
  const reached = new Set(nodes.map(({ id }) => id));
  const found: EdgeLine[] = [];
  for (const id of reached) {
    for (const line of outOf.get(id) ?? []) {
      found.push(line);
      reached.add(line.target.id);
    }
  }
  return found;
}

function nameOf({ namespace, workload }: Place): Named[] {
  return namespace === undefined || workload === undefined ? [] : [{ namespace, name: workload }];
}

function serviceNode({ namespace, service }: Place): Named[] {
  return service === undefined ? [] : [{ ...known("namespace", namespace), name: service }];
}

function servicesOf({ keys, target }: EdgeLine): Named[] {
  return [...keys].flatMap(({ destination: { service, serviceHost, serviceNamespace } }) => {
    const name = service ?? serviceHost;
    return name === undefined ? [] : [{ ...known("namespace", serviceNamespace ?? target.namespace), name }];
  });
}

function unique(names: readonly Named[]): Named[] {
  const found = new Map(names.map((one) => [`${one.namespace ?? ""}/${one.name}`, one]));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
