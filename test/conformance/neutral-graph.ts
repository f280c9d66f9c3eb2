import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { NeutralEdge } from "../fixtures/scenario.ts";

/** A picture in the words of the expected graphs. */
export function neutralGraph(topology: Topology): { nodes: string[]; edges: NeutralEdge[] } {
  const names = new Map(topology.nodes.map((node) => [node.id, neutralName(node, topology)]));
  return {
    nodes: [...new Set(names.values())].sort(),
    edges: topology.edges.map((edge) => ({
      from: names.get(edge.source) ?? "",
      to: names.get(edge.target) ?? "",
      protocol: edge.protocol,
      ...rateOf(edge),
      rateByCode: rateByCode(edge),
      ...(edge.mtlsRatio === undefined ? {} : { percentMTLS: edge.mtlsRatio * 100 }),
    })),
  };
}

/** An unknown callee is a service of that name there. */
function neutralName(node: TopologyNode, topology: Topology): string {
  const place = `${node.cluster}/${node.namespace}`;
  switch (node.kind) {
    case "app":
      return topology.grain === "versionedApp"
        ? `app:${place}/${node.app}:${node.version ?? "unknown"}`
        : `app:${place}/${node.app}`;
    case "service":
      return `service:${place}/${node.service}`;
    case "unknown":
      return topology.edges.some((edge) => edge.source === node.id)
        ? "unknown:unknown"
        : "service:unknown/unknown/unknown";
    default:
      return `workload:${place}/${node.name}`;
  }
}

function rateOf(edge: TopologyEdge): { rate?: number } {
  const rate = edge.protocol === "tcp" ? edge.bytesPerSecond?.toTarget : edge.requestsPerSecond;
  return rate === undefined ? {} : { rate };
}

function rateByCode(edge: TopologyEdge): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const { code, grpcStatus, perSecond } of edge.responses) {
    const word = grpcStatus ?? code;
    rates[word] = (rates[word] ?? 0) + perSecond;
  }
  return rates;
}
