import type { HealthStatus, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { failedShareOf } from "@fyr/topology";
import { partsOf } from "../../view/shown-picture.ts";

const rank: Readonly<Record<HealthStatus, number>> = { failing: 0, degraded: 1, unknown: 2, healthy: 3 };

/** Failing first, then by failing share, then by traffic. */
export function worstEdgesFirst(edges: readonly TopologyEdge[]): readonly TopologyEdge[] {
  return edges.toSorted(
    (a, b) =>
      Math.min(rank[a.health.status], 2) - Math.min(rank[b.health.status], 2) ||
      (failedShareOf(b) ?? 0) - (failedShareOf(a) ?? 0) ||
      (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0),
  );
}

/** The same for nodes, by what comes in. */
export function worstNodesFirst(nodes: readonly TopologyNode[]): readonly TopologyNode[] {
  return nodes.toSorted(
    (a, b) =>
      Math.min(rank[a.health.status], 2) - Math.min(rank[b.health.status], 2) ||
      (b.inbound.errorRatio ?? 0) - (a.inbound.errorRatio ?? 0) ||
      (b.inbound.requestsPerSecond ?? 0) - (a.inbound.requestsPerSecond ?? 0),
  );
}

/** When the earliest problem of an edge or node began, RFC 3339. */
export function beganAt(id: string, picture: Topology): string | undefined {
  const own = new Set([id, ...partsOf(picture, id).map((part) => part.id as string)]);
  return picture.problems
    .filter(({ subject, status }) => own.has(subject.id) && status !== "notice")
    .flatMap(({ since }) => since ?? [])
    .sort()[0];
}

/** How its success usually is, where a problem of it tells that. */
export function usualSuccessOf(id: string, { problems }: Topology): number | undefined {
  const told = problems.find(({ subject, usual }) => subject.id === id && usual?.errorRatio !== undefined);
  return told?.usual?.errorRatio === undefined ? undefined : 1 - told.usual.errorRatio;
}

export interface VersionShare {
  readonly node: TopologyNode;
  /** Of the requests into all versions, 0..1; absent when nothing was measured. */
  readonly share?: number;
}

/** All versions of the app a node belongs to with their parts of the traffic, by version; empty when it is the only one. */
export function versionsOf(node: TopologyNode, { nodes }: Topology): readonly VersionShare[] {
  if (node.app === undefined) return [];
  const versions = nodes.filter(
    (each) => each.app === node.app && each.namespace === node.namespace && each.cluster === node.cluster,
  );
  if (versions.length < 2) return [];
  const total = versions.reduce((sum, each) => sum + (each.inbound.requestsPerSecond ?? 0), 0);
  return versions
    .toSorted((a, b) => (a.version ?? "").localeCompare(b.version ?? "", "en", { numeric: true }))
    .map((each) => ({ node: each, ...(total > 0 && { share: (each.inbound.requestsPerSecond ?? 0) / total }) }));
}
