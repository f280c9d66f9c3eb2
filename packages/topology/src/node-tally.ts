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
  const durations: DurationTally[] = [];
  for (const both of edges) if (both[0].requests !== undefined) durations.push(both[0].durations);
  return { edges, tally: tallyOfEdges(edges), latency: quantilesOf(durationsTogether(durations)) };
}

/** Sums are written down once: a number that an object holds is made anew each time it grows. */
export function tallyOfEdges(edges: readonly CountedEdge[]): SideTally {
  const side = createSideTally();
  let requests: number | undefined;
  let bytes: number | undefined;
  let [unclassified, serverErrors, clientErrors] = [0, 0, 0];
  // Not taken apart: that would be an iterator for each.
  for (const both of edges) {
    const tally = both[0];
    if (tally.requests !== undefined) {
      requests = (requests ?? 0) + tally.requests;
      unclassified += tally.unclassified;
      serverErrors += tally.serverErrors;
      clientErrors += tally.clientErrors;
      side.answers.push(tally);
      countOutcome(side, tally.requests, both[1]);
    }
    if (tally.protocol === "tcp") side.answers.push(answersOn(tally, both[1]));
    if (tally.bytesToTarget !== undefined || tally.bytesToSource !== undefined) {
      bytes = (bytes ?? 0) + (tally.bytesToTarget ?? 0) + (tally.bytesToSource ?? 0);
    }
  }
  side.unclassified = unclassified;
  side.serverErrors = serverErrors;
  side.clientErrors = clientErrors;
  if (requests !== undefined) side.requests = requests;
  if (bytes !== undefined) side.bytes = bytes;
  return side;
}

/** What its edge was judged by. */
export function answersOn(tally: EdgeTally, { flags }: Pick<TopologyEdge, "flags">) {
  const { protocol, responses } = tally;
  return flags.includes("reopened") ? { protocol, responses: withoutBroken(responses) } : tally;
}

/** What made an edge unwell colours its share: the failed requests, or all of them where they are slow. */
export function countOutcome(side: SideTally, requests: number, edge: Pick<TopologyEdge, "health">): void {
  const { status, causes } = edge.health;
  const { byHealth } = side;
  if (status === "healthy") {
    byHealth.healthy += requests;
    return;
  }
  if (status === "unknown") {
    byHealth.unknown += requests;
    return;
  }
  const share = unwellShare(edge.health);
  byHealth[status] += requests * share;
  byHealth.healthy += requests * (1 - share);
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
