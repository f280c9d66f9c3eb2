import type { EdgeId, NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { calledService } from "./called-service.ts";
import { known } from "./optional.ts";

/**
 * Connections to waypoints and from them that are legs of what waypoints themselves report: those of the same caller, or the
 * same callee, and of services that are called there. Between workloads they lie beside it; where several workloads are
 * one node they would be the same calls again. Of the same lists it is worked out once: every cut of a picture asks for it.
 */
export function toldByWaypoints(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): ReadonlySet<EdgeId> {
  const before = told.get(edges);
  if (before?.nodes === nodes) return before.legs;
  const legs = legsTold(nodes, edges);
  told.set(edges, { nodes, legs });
  return legs;
}

const told = new WeakMap<
  readonly TopologyEdge[],
  { readonly nodes: readonly TopologyNode[]; readonly legs: ReadonlySet<EdgeId> }
>();

function legsTold(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): ReadonlySet<EdgeId> {
  const waypoints = new Set(nodes.flatMap(({ id, kind }) => (kind === "waypoint" ? [id] : [])));
  if (waypoints.size === 0) return nothing;
  const asked = new Map<NodeId, Set<string>>();
  const answered = new Map<NodeId, Set<string>>();
  for (const edge of edges) {
    if (edge.reporter !== "waypoint") continue;
    const services = servicesOf(edge);
    addTo(asked, edge.source, services);
    addTo(answered, edge.target, services);
  }
  const isTold = (edge: TopologyEdge) => {
    if (edge.protocol !== "tcp") return false;
    const told = waypoints.has(edge.target) ? asked.get(edge.source) : answered.get(edge.target);
    return told !== undefined && servicesOf(edge).every((service) => told.has(service));
  };
  const legs = edges.filter(({ source, target }) => waypoints.has(source) || waypoints.has(target));
  return new Set(legs.filter(isTold).map(({ id }) => id));
}

const nothing: ReadonlySet<EdgeId> = new Set();

function addTo(called: Map<NodeId, Set<string>>, node: NodeId, services: readonly string[]): void {
  const known = called.get(node) ?? new Set<string>();
  called.set(node, known);
  for (const service of services) known.add(service);
}

function servicesOf({ destinationServices }: TopologyEdge): string[] {
  return destinationServices.map(({ name, host, namespace }) => {
    const party = { service: name, ...known("serviceHost", host), ...known("serviceNamespace", namespace) };
    const called = calledService(party, undefined);
    return called === undefined ? (host ?? name) : `${called.namespace}/${called.name}`;
  });
}
