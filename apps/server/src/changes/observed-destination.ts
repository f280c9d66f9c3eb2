import type { Destination, HealthStatus, RouteDestination, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import { roundQuantity, roundRatio, worseOf } from "@fyr/topology";
import { type MeasuredDestination, measuredDestination } from "./attribute-requests.ts";

/** What is known now of one destination, from the inventory and the live picture. */
export type Observed = Pick<
  RouteDestination,
  "requestsPerSecond" | "errorRatio" | "latencyMs" | "workloads" | "nodes" | "pods" | "health"
>;

/** Requests count where they were addressed to the destination's host, by whomever, under any rule. */
export function observeDestination(
  destination: Destination,
  routeNamespace: string,
  objects: MeshObjects,
  topology: Topology | undefined,
): Observed {
  const measured = measuredDestination(objects, destination, routeNamespace);
  const nodes = topology?.nodes.filter((node) => belongsTo(node, measured, topology)) ?? [];
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = topology?.edges.filter((edge) => ids.has(edge.target) && hostRate(edge, measured.host) !== undefined);
  const latencies = nodes.flatMap(({ inbound }) => inbound.latencyMs ?? []);
  const [latencyMs] = latencies;
  return {
    ...ratesOf(edges ?? [], measured.host),
    // Quantiles of several workloads cannot be put together; what one of them has says nothing of the others.
    ...(latencyMs !== undefined && latencies.length === 1 && { latencyMs }),
    workloads: [...(measured.backends?.workloads ?? [])],
    nodes: nodes.map(({ id }) => id),
    ...(measured.backends !== undefined && { pods: measured.backends.pods }),
    health: worstHealth(nodes.map(({ health }) => health.status)),
  };
}

function belongsTo(node: TopologyNode, { host, backends }: MeasuredDestination, topology: Topology): boolean {
  if (backends === undefined) {
    const isOutside = node.kind === "serviceEntry" || node.kind === "external";
    return isOutside && topology.edges.some((edge) => edge.target === node.id && hostRate(edge, host) !== undefined);
  }
  const { workload, namespace } = node;
  return workload !== undefined && namespace === backends.namespace && backends.workloads.includes(workload);
}

/** Requests a second on an edge that were addressed to a host; undefined when none of them were. */
function hostRate(edge: TopologyEdge, host: string): number | undefined {
  const service = edge.destinationServices.find((each) => each.host === host);
  if (service === undefined) return undefined;
  return service.requestsPerSecond ?? (edge.destinationServices.length === 1 ? edge.requestsPerSecond : undefined);
}

function ratesOf(edges: readonly TopologyEdge[], host: string): Pick<Observed, "requestsPerSecond" | "errorRatio"> {
  const rates = edges.map((edge) => ({ rate: hostRate(edge, host) ?? 0, errorRatio: edge.errorRatio }));
  if (rates.length === 0) return {};
  const requestsPerSecond = roundQuantity(rates.reduce((sum, { rate }) => sum + rate, 0));
  const judged = rates.filter(({ errorRatio }) => errorRatio !== undefined);
  const carried = judged.reduce((sum, { rate }) => sum + rate, 0);
  if (carried === 0) return { requestsPerSecond };
  const failed = judged.reduce((sum, { rate, errorRatio = 0 }) => sum + rate * errorRatio, 0);
  return { requestsPerSecond, errorRatio: roundRatio(failed / carried) };
}

export function worstHealth(statuses: readonly HealthStatus[]): HealthStatus {
  return statuses.reduce(worseOf, "unknown");
}
