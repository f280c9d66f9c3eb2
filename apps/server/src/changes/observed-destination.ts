import type { HealthStatus, RouteDestination, RuleRef, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { roundQuantity, roundRatio, worseOf } from "@fyr/topology";
import type { MeasuredDestination } from "./attribute-requests.ts";

/** What is known now of one destination, from the inventory and the live picture. */
export type Observed = Pick<
  RouteDestination,
  "requestsPerSecond" | "connectionsPerSecond" | "errorRatio" | "latencyMs" | "workloads" | "nodes" | "pods" | "health"
>;

/**
 * Requests count where they were addressed to the destination's host, by whomever, under any rule; of rules for TCP
 * and TLS, connections do.
 */
export function observeDestination(
  measured: MeasuredDestination,
  protocol: RuleRef["protocol"],
  topology: Topology | undefined,
): Observed {
  const nodes = topology?.nodes.filter((node) => belongsTo(node, measured, topology)) ?? [];
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = topology?.edges.filter((edge) => ids.has(edge.target)) ?? [];
  const latencies = nodes.flatMap(({ inbound }) => inbound.latencyMs ?? []);
  const [latencyMs] = latencies;
  return {
    ...(countsConnections(protocol) ? connectionsOf(edges, measured) : ratesOf(edges, measured)),
    // Quantiles of several workloads cannot be put together; what one of them has says nothing of the others.
    ...(latencyMs !== undefined && latencies.length === 1 && { latencyMs }),
    workloads: [...(measured.backends?.workloads ?? [])],
    nodes: nodes.map(({ id }) => id),
    ...(measured.backends !== undefined && { pods: measured.backends.pods }),
    health: worstHealth(nodes.map(({ health }) => health.status)),
  };
}

/** Weights of these rules choose for each connection. */
export function countsConnections(protocol: RuleRef["protocol"]): boolean {
  return protocol === "tcp" || protocol === "tls";
}

function belongsTo(node: TopologyNode, measured: MeasuredDestination, topology: Topology): boolean {
  const { backends } = measured;
  if (backends === undefined) {
    const isOutside = node.kind === "serviceEntry" || node.kind === "external";
    return isOutside && topology.edges.some((edge) => edge.target === node.id && isAddressed(edge, measured));
  }
  const { workload, namespace } = node;
  return workload !== undefined && namespace === backends.namespace && backends.workloads.includes(workload);
}

function servicesOf(edge: TopologyEdge, { host, aliases }: MeasuredDestination): TopologyEdge["destinationServices"] {
  return edge.destinationServices.filter((each) => each.host === host || aliases.includes(each.host ?? ""));
}

function isAddressed(edge: TopologyEdge, measured: MeasuredDestination): boolean {
  return servicesOf(edge, measured).length > 0;
}

/** Requests a second on an edge that were addressed to the destination; undefined when none of them were. */
function hostRate(edge: TopologyEdge, measured: MeasuredDestination): number | undefined {
  const services = servicesOf(edge, measured);
  if (services.length === 0) return undefined;
  if (services.length === edge.destinationServices.length) {
    return edge.requestsPerSecond ?? sumOf(services.flatMap(({ requestsPerSecond }) => requestsPerSecond ?? []));
  }
  const told = services.flatMap(({ requestsPerSecond }) => requestsPerSecond ?? []);
  return told.length === 0 ? undefined : sumOf(told);
}

function ratesOf(
  edges: readonly TopologyEdge[],
  measured: MeasuredDestination,
): Pick<Observed, "requestsPerSecond" | "errorRatio"> {
  const rates = edges.flatMap((edge) => {
    const rate = edge.protocol === "tcp" ? undefined : hostRate(edge, measured);
    return rate === undefined ? [] : [{ rate, errorRatio: edge.errorRatio }];
  });
  if (rates.length === 0) return {};
  const requestsPerSecond = roundQuantity(sumOf(rates.map(({ rate }) => rate)));
  const judged = rates.filter(({ errorRatio }) => errorRatio !== undefined);
  const carried = sumOf(judged.map(({ rate }) => rate));
  if (carried === 0) return { requestsPerSecond };
  const failed = judged.reduce((sum, { rate, errorRatio = 0 }) => sum + rate * errorRatio, 0);
  return { requestsPerSecond, errorRatio: roundRatio(failed / carried) };
}

/** Of an edge that leads to other hosts too nobody knows which of them its connections were for. */
function connectionsOf(
  edges: readonly TopologyEdge[],
  measured: MeasuredDestination,
): Pick<Observed, "connectionsPerSecond"> {
  const opened = edges.flatMap((edge) => {
    const isOnly = servicesOf(edge, measured).length === edge.destinationServices.length && isAddressed(edge, measured);
    return edge.protocol === "tcp" && isOnly ? (edge.connectionsPerSecond ?? []) : [];
  });
  return opened.length === 0 ? {} : { connectionsPerSecond: roundQuantity(sumOf(opened)) };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

export function worstHealth(statuses: readonly HealthStatus[]): HealthStatus {
  return statuses.reduce(worseOf, "unknown");
}
