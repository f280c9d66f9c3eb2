import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { NeutralEdge } from "../fixtures/scenario.ts";

/** A picture in the words of the expected graphs. */
export function neutralGraph(topology: Topology): { nodes: string[]; edges: NeutralEdge[] } {
  const names = new Map(topology.nodes.map((node) => [node.id, neutralName(node, topology)]));
  return {
    nodes: [...new Set(names.values())].sort(),
    edges: sumUp(
      topology.edges.map((edge) => ({
        from: names.get(edge.source) ?? "",
        to: names.get(edge.target) ?? "",
        protocol: edge.protocol,
        reporter: edge.reporter,
        flags: edge.flags,
        ...rateOf(edge),
        rateByCode: rateByCode(edge),
        ...(edge.bytesPerSecond && { bytesToSource: edge.bytesPerSecond.toSource }),
        ...(edge.connectionsPerSecond !== undefined && { connections: edge.connectionsPerSecond }),
        ...(edge.messagesPerSecond && { messages: edge.messagesPerSecond }),
        ...(edge.operations && { operations: edge.operations }),
        ...(edge.latencyMs && { latencyMs: edge.latencyMs as unknown as Record<string, number> }),
        serverErrorPercent: percent(edge.errorRatio),
        clientErrorPercent: percent(edge.clientErrorRatio),
        ...(edge.mtlsRatio !== undefined && { percentMTLS: edge.mtlsRatio * 100 }),
      })),
    ),
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
    case "serviceEntry":
      return `${node.kind}:${place}/${node.service}`;
    case "external":
      return `external:${node.cluster}/${node.service}`;
    case "namespace":
      return `namespace:${place}`;
    case "unknown":
      return topology.edges.some((edge) => edge.source === node.id)
        ? "unknown:unknown"
        : "service:unknown/unknown/unknown";
    case "workload":
    case "gateway":
    case "waypoint":
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

function percent(ratio: number | undefined): number | null {
  return ratio === undefined ? null : ratio * 100;
}

/** Strangers of several clusters are one there: their edges to one place are too. */
function sumUp(edges: readonly NeutralEdge[]): NeutralEdge[] {
  const sums = new Map<string, NeutralEdge>();
  for (const edge of edges) {
    const name = edgeName(edge);
    const before = sums.get(name);
    sums.set(name, before === undefined ? edge : { ...before, rate: (before.rate ?? 0) + (edge.rate ?? 0) });
  }
  return [...sums.values()];
}

export function edgeName({ from, to, protocol }: { from: string; to: string; protocol: string }): string {
  return `${from} > ${to} ${protocol}`;
}
