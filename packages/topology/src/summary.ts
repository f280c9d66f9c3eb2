import type { HealthStatus, NamespaceSummary, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import type { EdgeTally } from "./edge-tally.ts";
import { worseOf } from "./health/health-of.ts";
import { known } from "./optional.ts";
import type { Place } from "./place.ts";
import { ratiosOf } from "./responses.ts";
import { roundQuantity, roundRatio } from "./wire-grid.ts";

interface NamespaceTally {
  readonly cluster: string;
  readonly name: string;
  workloads: number;
  entering?: number;
  leaving?: number;
  requests?: number;
  unclassified: number;
  serverErrors: number;
  clientErrors: number;
  health: NamespaceSummary["health"];
}

/**
 * One row per namespace in scope. `in` and `out` are requests that cross its border; `errorRatio` is of all requests
 * its nodes receive, from inside or outside.
 */
export function summariseNamespaces(
  nodes: readonly TopologyNode[],
  edges: readonly (readonly [EdgeTally, TopologyEdge])[],
): NamespaceSummary[] {
  const rows = new Map<string, NamespaceTally>();
  for (const node of nodes) {
    if (node.namespace === undefined || node.flags.includes("outsideScope")) continue;
    const key = `${node.cluster}/${node.namespace}`;
    const row = rows.get(key) ?? emptyRow(node.cluster, node.namespace);
    rows.set(key, row);
    if (isWorkload(node)) row.workloads += 1;
    if (!isBeyond(node)) row.health = worseOf(row.health, node.health.status);
  }
  const rowOf = createRowOf(rows);
  for (const counted of edges) {
    const { source, target, requests, unclassified, serverErrors, isSecondHalf } = counted[0];
    if (requests === undefined || isSecondHalf) continue;
    const from = rowOf(source);
    const to = isBeyond(target) ? undefined : rowOf(target);
    if (to !== undefined) {
      to.requests = (to.requests ?? 0) + requests;
      to.unclassified += unclassified;
      to.serverErrors += serverErrors;
    }
    if (from === to) continue;
    if (to !== undefined) to.entering = (to.entering ?? 0) + requests;
    if (from !== undefined) from.leaving = (from.leaving ?? 0) + requests;
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => summaryOf(row));
}

/** A place ends many edges: each is looked for once, and then known by its index. */
function createRowOf(rows: ReadonlyMap<string, NamespaceTally>): (place: Place) => NamespaceTally | undefined {
  const found: (NamespaceTally | undefined)[] = [];
  return (place) => {
    const known = found[place.index] ?? rows.get(`${place.cluster}/${place.namespace}`);
    found[place.index] = known;
    return known;
  };
}

/** A service entry lies in the namespace that exports it; what answers does not. */
function isBeyond({ kind }: { readonly kind: TopologyNode["kind"] }): boolean {
  return kind === "serviceEntry";
}

/** Of what is in scope. `requestsPerSecond` counts every edge, so a request that takes three hops counts three times. */
export function totalsOf(
  nodes: readonly TopologyNode[],
  edges: readonly (readonly [EdgeTally, TopologyEdge])[],
): Topology["totals"] {
  const workloads: Record<HealthStatus, number> = { healthy: 0, degraded: 0, failing: 0, unknown: 0 };
  for (const node of nodes) {
    if (isWorkload(node) && !node.flags.includes("outsideScope")) workloads[node.health.status] += 1;
  }
  const calls: Record<HealthStatus, number> = { healthy: 0, degraded: 0, failing: 0, unknown: 0 };
  const counted: { requests?: number; unclassified: number; serverErrors: number; clientErrors: number } = {
    unclassified: 0,
    serverErrors: 0,
    clientErrors: 0,
  };
  for (const both of edges) {
    const { requests, unclassified, serverErrors, isSecondHalf } = both[0];
    calls[both[1].health.status] += 1;
    if (requests === undefined || isSecondHalf) continue;
    counted.requests = (counted.requests ?? 0) + requests;
    counted.unclassified += unclassified;
    counted.serverErrors += serverErrors;
  }
  const { errorRatio } = ratiosOf(counted);
  return {
    workloads: workloads.healthy + workloads.degraded + workloads.failing + workloads.unknown,
    workloadsHealthy: workloads.healthy,
    workloadsUnknown: workloads.unknown,
    edges: edges.length,
    edgesFailing: calls.failing,
    edgesDegraded: calls.degraded,
    ...known("requestsPerSecond", counted.requests, roundQuantity),
    ...known("errorRatio", errorRatio, roundRatio),
  };
}

/** Nodes that stand for something running: all but services, hosts outside, strangers and namespaces. */
function isWorkload({ kind }: TopologyNode): boolean {
  return kind === "workload" || kind === "gateway" || kind === "waypoint" || kind === "app";
}

function emptyRow(cluster: string, name: string): NamespaceTally {
  return { cluster, name, workloads: 0, unclassified: 0, serverErrors: 0, clientErrors: 0, health: "unknown" };
}

function summaryOf(row: NamespaceTally): NamespaceSummary {
  const { errorRatio } = ratiosOf(row);
  return {
    cluster: row.cluster,
    name: row.name,
    workloads: row.workloads,
    ...known("inRequestsPerSecond", row.entering, roundQuantity),
    ...known("outRequestsPerSecond", row.leaving, roundQuantity),
    ...known("errorRatio", errorRatio, roundRatio),
    health: row.health,
  };
}
