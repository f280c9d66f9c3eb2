import type { Place } from "../place.ts";
import type { Candidate } from "./candidate.ts";
import type { EdgeLine } from "./edge-line.ts";
import type { LineGraph } from "./node-excess.ts";

interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** What of the mesh lies around an origin, by the names the cluster knows: what happened there can have caused it. */
export interface Surroundings {
  /** Workloads that the trouble is in. */
  readonly itself: readonly Named[];
  /** Services that are called on the way to it. Of those outside of the mesh the name is a host. */
  readonly steers: readonly Named[];
  /** Workloads and services that it calls, directly or not. */
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
  const after = behindOf(nodes, graph);
  return {
    itself: unique(nodes.flatMap(nameOf)),
    steers: unique([...ways.flatMap(servicesOf), ...nodes.flatMap(serviceNode)]),
    behind: unique([...after.flatMap(({ target }) => nameOf(target)), ...after.flatMap(servicesOf)]),
    callers: unique(ways.flatMap(({ source }) => nameOf(source))),
    hosts: [...new Set([...(origin.type === "host" ? [origin.name] : []), ...hosts])].sort(),
  };
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
  return namespace === undefined || service === undefined ? [] : [{ namespace, name: service }];
}

function servicesOf({ keys, target }: EdgeLine): Named[] {
  return [...keys].flatMap(({ destination: { service, serviceNamespace } }) => {
    const namespace = serviceNamespace ?? target.namespace;
    return service === undefined || namespace === undefined ? [] : [{ namespace, name: service }];
  });
}

function unique(names: readonly Named[]): Named[] {
  const found = new Map(names.map((one) => [`${one.namespace}/${one.name}`, one]));
  return [...found.values()].sort((a, b) => (a.namespace + a.name < b.namespace + b.name ? -1 : 1));
}
