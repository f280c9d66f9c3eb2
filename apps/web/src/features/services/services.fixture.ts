import type { EdgeId, NodeId, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";

/** A workload of the payments namespace, healthy and asked nothing unless told otherwise. */
export function workload(name: string, facts: Partial<TopologyNode> = {}): TopologyNode {
  return {
    id: `workload/north/payments/${name}` as NodeId,
    kind: "workload",
    cluster: "north",
    namespace: "payments",
    name,
    workload: name,
    inbound: {},
    outbound: {},
    health: { status: "healthy", causes: [], basis: "pods" },
    flags: [],
    ...facts,
  };
}

export function service(name: string, facts: Partial<TopologyNode> = {}): TopologyNode {
  const { workload: _, ...node } = workload(name, {
    id: `service/north/payments/${name}` as NodeId,
    kind: "service",
    service: name,
  });
  return { ...node, ...facts };
}

/** A call of a workload through services, so many requests a second each. */
export function call(target: TopologyNode, services: Readonly<Record<string, number>>): TopologyEdge {
  const source = "workload/north/checkout/checkout" as NodeId;
  return {
    id: `${source}>${target.id}:http` as EdgeId,
    source,
    target: target.id,
    protocol: "http",
    reporter: "source",
    responses: [],
    destinationServices: Object.entries(services).map(([name, requestsPerSecond]) => ({
      name,
      namespace: "payments",
      requestsPerSecond,
    })),
    routeRefs: [],
    health: { status: "healthy", causes: [], basis: "requests" },
    flags: [],
  };
}

export function mesh(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[] = []) {
  return { nodes: [...nodes], edges: [...edges] } satisfies Pick<Topology, "nodes" | "edges">;
}
