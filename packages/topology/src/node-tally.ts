import type { Health, HealthCause, HealthStatus, NodeTraffic, Quantiles, TopologyEdge } from "@fyr/contract";
import type { EdgeTally } from "./edge-tally.ts";
import type { Answers } from "./health/check.ts";
import { type DurationTally, durationsTogether, quantilesOf } from "./latency.ts";
import { withoutBroken } from "./reopened-connections.ts";
import { ratiosOf } from "./responses.ts";
import { roundLatency, roundQuantity, roundRatio } from "./wire-grid.ts";

/** All edges of a node in one direction, added up. */
export interface SideTally {
  requests?: number;
  unclassified: number;
  serverErrors: number;
  clientErrors: number;
  bytes?: number;
  readonly byHealth: Record<HealthStatus, number>;
  readonly answers: Answers[];
  /** Requests on edges that are slow, and the cause with the mildest bound among them. */
  slowRequests: number;
  slowest?: HealthCause;
}

export function createSideTally(): SideTally {
  return {
    unclassified: 0,
    serverErrors: 0,
    clientErrors: 0,
    byHealth: { healthy: 0, degraded: 0, failing: 0, unknown: 0 },
    answers: [],
    slowRequests: 0,
  };
}

/** An edge with what was counted on it. */
export type CountedEdge = readonly [EdgeTally, TopologyEdge];

/** What a node receives or sends. */
export interface Side {
  readonly edges: readonly CountedEdge[];
  readonly tally: SideTally;
  /** Exact, for judging. */
  readonly latency: Quantiles | undefined;
}

export function sideOf(edges: readonly CountedEdge[]): Side {
  const tally = createSideTally();
  const durations: DurationTally[] = [];
  // Not taken apart: that would be an iterator for each.
  for (const both of edges) {
    const counted = both[0];
    countEdge(tally, counted, both[1]);
    if (counted.requests !== undefined) durations.push(counted.durations);
  }
  return { edges, tally, latency: quantilesOf(durationsTogether(durations)) };
}

export function countEdge(side: SideTally, tally: EdgeTally, edge: TopologyEdge): void {
  if (tally.requests !== undefined) {
    side.requests = (side.requests ?? 0) + tally.requests;
    side.unclassified += tally.unclassified;
    side.serverErrors += tally.serverErrors;
    side.clientErrors += tally.clientErrors;
    side.answers.push(tally);
    countOutcome(side, tally.requests, edge);
  }
  if (tally.protocol === "tcp") side.answers.push(answersOn(tally, edge));
  if (tally.bytesToTarget !== undefined || tally.bytesToSource !== undefined) {
    side.bytes = (side.bytes ?? 0) + (tally.bytesToTarget ?? 0) + (tally.bytesToSource ?? 0);
  }
}

/** What its edge was judged by. */
export function answersOn(tally: EdgeTally, { flags }: Pick<TopologyEdge, "flags">) {
  const { protocol, responses } = tally;
  return flags.includes("reopened") ? { protocol, responses: withoutBroken(responses) } : tally;
}

/** What made an edge unwell colours its share: the failed requests, or all of them where they are slow. */
export function countOutcome(side: SideTally, requests: number, edge: Pick<TopologyEdge, "health">): void {
  const { status, causes } = edge.health;
  if (status === "healthy" || status === "unknown") {
    side.byHealth[status] += requests;
    return;
  }
  const share = unwellShare(edge.health);
  side.byHealth[status] += requests * share;
  side.byHealth.healthy += requests * (1 - share);
  const slow = causes.find((cause) => cause.code === "slow");
  if (slow === undefined) return;
  side.slowRequests += requests;
  if (side.slowest === undefined || slow.threshold < side.slowest.threshold) side.slowest = slow;
}

/** Of the requests on an edge that is degraded or failing, those that are. */
export function unwellShare({ status, causes }: Health): number {
  return Math.max(...causes.filter((cause) => cause.status === status).map(shareOf));
}

function shareOf(cause: HealthCause): number {
  return cause.code === "slow" ? 1 : Math.min(1, cause.value);
}

/** The side as it goes out, with what is usual beside it. */
export function trafficOf({ tally: side, latency }: Side, usual: Quantiles | undefined): NodeTraffic {
  const { errorRatio, clientErrorRatio } = ratiosOf(side);
  const latencyMs = roundLatency(latency, usual);
  const byHealth = sharesOf(side);
  const traffic: NodeTraffic = {};
  if (side.requests !== undefined) traffic.requestsPerSecond = roundQuantity(side.requests);
  if (errorRatio !== undefined) traffic.errorRatio = roundRatio(errorRatio);
  if (clientErrorRatio !== undefined) traffic.clientErrorRatio = roundRatio(clientErrorRatio);
  if (latencyMs !== undefined) traffic.latencyMs = latencyMs;
  if (side.bytes !== undefined) traffic.bytesPerSecond = roundQuantity(side.bytes);
  if (byHealth !== undefined) traffic.byHealth = byHealth;
  return traffic;
}

export function sharesOf({ requests, byHealth }: SideTally): NodeTraffic["byHealth"] {
  if (requests === undefined || requests <= 0) return undefined;
  const degraded = roundRatio(byHealth.degraded / requests);
  const failing = roundRatio(byHealth.failing / requests);
  const unknown = roundRatio(byHealth.unknown / requests);
  // What is left, rather than its own rounded share: the four make one.
  const healthy = Math.round(Math.max(0, 1 - degraded - failing - unknown) * 10_000) / 10_000;
  return { healthy, degraded, failing, unknown };
}
