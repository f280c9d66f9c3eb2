import type { HealthStatus, Rollup, Topology, TopologyEdge } from "@fyr/contract";
import { edgeIdOf, rollupIdOf } from "@fyr/topology";
import type { Line } from "./line.ts";

/** What several calls come to. Absent is not measured. */
export interface LineSum {
  readonly calls: number;
  /** Calls that are failing or degraded. */
  readonly unwell: number;
  readonly health: HealthStatus;
  readonly requestsPerSecond?: number;
  /** Of all requests of which both rate and failures were measured, 0..1. */
  readonly errorRatio?: number;
  /** To the callee and back. */
  readonly bytesPerSecond?: { readonly toTarget: number; readonly toSource: number };
  /** From the merged buckets of all of them, where the server sent them: percentiles of parts do not add up. */
  readonly latencyMs?: Rollup["latencyMs"];
  /** The call that fails most, where one is not well. */
  readonly worst?: TopologyEdge;
}

export function sumOf({ source, target, edges }: Omit<Line, "id">, rollups: Topology["rollups"]): LineSum {
  const counted = edges.filter((edge) => edge.requestsPerSecond !== undefined);
  const judged = counted.filter((edge) => edge.errorRatio !== undefined);
  const carrying = edges.flatMap(({ bytesPerSecond }) => bytesPerSecond ?? []);
  const requests = total(judged, (edge) => edge.requestsPerSecond ?? 0);
  const failed = total(judged, (edge) => (edge.requestsPerSecond ?? 0) * (edge.errorRatio ?? 0));
  const [worst] = edges.filter(isUnwell).toSorted(worseFirst);
  return {
    calls: edges.length,
    unwell: edges.filter(isUnwell).length,
    health: edges.map(({ health }) => health.status).reduce(worse, "unknown"),
    ...(counted.length > 0 && { requestsPerSecond: total(counted, (edge) => edge.requestsPerSecond ?? 0) }),
    ...(requests > 0 && { errorRatio: failed / requests }),
    ...(carrying.length > 0 && {
      bytesPerSecond: {
        toTarget: total(carrying, ({ toTarget }) => toTarget),
        toSource: total(carrying, ({ toSource }) => toSource),
      },
    }),
    ...mergedLatency({ source, target, edges }, rollups),
    ...(worst !== undefined && { worst }),
  };
}

/** Between two namespaces, where all speak one protocol. */
function mergedLatency(
  { source, target, edges }: Omit<Line, "id">,
  rollups: Topology["rollups"],
): Pick<LineSum, "latencyMs"> {
  const [protocol, ...others] = new Set(edges.map((edge) => edge.protocol));
  if (protocol === undefined || others.length > 0) return {};
  const id = rollupIdOf("namespace", edgeIdOf(source, target, protocol));
  const latencyMs = rollups?.find((rollup) => rollup.id === id)?.latencyMs;
  return latencyMs === undefined ? {} : { latencyMs };
}

export function isUnwell({ health: { status } }: Pick<TopologyEdge, "health">): boolean {
  return status === "failing" || status === "degraded";
}

const rank: Readonly<Record<HealthStatus, number>> = { unknown: 0, healthy: 1, degraded: 2, failing: 3 };

export function worse(a: HealthStatus, b: HealthStatus): HealthStatus {
  return rank[b] > rank[a] ? b : a;
}

function worseFirst(a: TopologyEdge, b: TopologyEdge): number {
  const failed = ({ errorRatio = 0, requestsPerSecond = 0 }: TopologyEdge) => errorRatio * requestsPerSecond;
  return rank[b.health.status] - rank[a.health.status] || failed(b) - failed(a) || (a.id < b.id ? -1 : 1);
}

function total<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
