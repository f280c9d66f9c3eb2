import type { Difference, TopologyEdge } from "@fyr/contract";
import { type Counted, type Timed, zOfCounts, zOfMeans, zOfShares } from "./chance.ts";
import { comparedOf } from "./compared.ts";
import { countFailedConnections } from "./failed-connections.ts";

/** An edge at both moments, with how long each was looked at. */
export interface EdgePair {
  readonly now: TopologyEdge;
  readonly before: TopologyEdge;
  readonly nowSeconds: number;
  readonly beforeSeconds: number;
}

type Kind = Difference["kind"];

/** Thousands of edges are looked at: what lies within this many standard errors is chance. */
export const leastZ = 4.5;
/** Smaller changes than these are real, and nobody wants to read of them. */
const leastErrorRatio = 0.005;
/** Fewer than this at the worse of the two moments prove nothing. */
const leastFailed = 5;
const leastLatencyRatio = 1.25;
const leastLatencyMs = 2;
const leastRateRatio = 1.3;
const leastMtlsRatio = 0.01;
/** Ten requests that take twice as long weigh as much as one that fails. */
const slowCountsAs = 0.1;

/** `usualGrowth`: how the mesh's rates as a whole changed; what goes with it is no difference of this edge. */
export function edgeDifferences(pair: EdgePair, usualGrowth: number): Difference[] {
  return [failing(pair), slower(pair), busier(pair, usualGrowth), encrypted(pair)].flatMap((found) => found ?? []);
}

function told(
  { now, before }: EdgePair,
  [worse, better]: readonly [Kind, Kind],
  z: number,
  weight: number,
): Difference {
  return {
    subject: { type: "edge", id: now.id },
    kind: z > 0 ? worse : better,
    now: comparedOf(now),
    before: comparedOf(before),
    z: Math.abs(z),
    weight,
  };
}

function failing(pair: EdgePair): Difference | undefined {
  const [is, was] = [
    failedOf(pair.now, pair.before, pair.nowSeconds),
    failedOf(pair.before, pair.now, pair.beforeSeconds),
  ];
  if (is === undefined || was === undefined) return undefined;
  const z = zOfShares(is, was);
  const change = Math.abs(shareOf(is) - shareOf(was));
  const failed = z > 0 ? is.count : was.count;
  if (Math.abs(z) < leastZ || change < leastErrorRatio || failed < leastFailed) return undefined;
  return told(pair, ["failing-more", "failing-less"], z, change * busiest(pair));
}

/** Of its requests; of TCP, of its connections. Undefined: not measured. */
function failedOf(edge: TopologyEdge, other: TopologyEdge, seconds: number): Counted | undefined {
  if (edge.protocol === "tcp") return countFailedConnections(edge, other, seconds);
  if (edge.errorRatio === undefined) return undefined;
  const of = countedOf(edge, seconds);
  return { count: of * edge.errorRatio, of };
}

function shareOf({ count, of }: Counted): number {
  return of > 0 ? count / of : 0;
}

function slower(pair: EdgePair): Difference | undefined {
  const [is, was] = [timedOf(pair.now, pair.nowSeconds), timedOf(pair.before, pair.beforeSeconds)];
  if (is === undefined || was === undefined) return undefined;
  const z = zOfMeans(is, was);
  const [less, more] = [Math.min(is.meanMs, was.meanMs), Math.max(is.meanMs, was.meanMs)];
  if (Math.abs(z) < leastZ || more < less * leastLatencyRatio || more - less < leastLatencyMs) return undefined;
  return told(pair, ["slower", "faster"], z, slowCountsAs * Math.min(1, Math.log2(more / less)) * busiest(pair));
}

function busier(pair: EdgePair, usualGrowth: number): Difference | undefined {
  const [is, was] = [countedOf(pair.now, pair.nowSeconds), countedOf(pair.before, pair.beforeSeconds)];
  const expected = was * (pair.nowSeconds / pair.beforeSeconds) * usualGrowth;
  const z = zOfCounts(is, expected);
  const [less, more] = [Math.min(is, expected), Math.max(is, expected)];
  if (Math.abs(z) < leastZ || more < less * leastRateRatio) return undefined;
  return told(pair, ["busier", "quieter"], z, (more - less) / pair.nowSeconds);
}

function encrypted(pair: EdgePair): Difference | undefined {
  const [is, was] = [pair.now.mtlsRatio, pair.before.mtlsRatio];
  if (is === undefined || was === undefined || Math.abs(is - was) < leastMtlsRatio) return undefined;
  const [one, other] = [countedOf(pair.now, pair.nowSeconds), countedOf(pair.before, pair.beforeSeconds)];
  const z = zOfShares({ count: (1 - is) * one, of: one }, { count: (1 - was) * other, of: other });
  if (Math.abs(z) < leastZ) return undefined;
  return told(pair, ["less-mtls", "more-mtls"], z, Math.abs(is - was) * busiest(pair));
}

/** Requests of the window; connections where that is what is counted. */
export function countedOf(edge: TopologyEdge, seconds: number): number {
  return ratesOf(edge) * seconds;
}

/** Requests a second, or connections. */
export function ratesOf({ requestsPerSecond, connectionsPerSecond }: TopologyEdge): number {
  return requestsPerSecond ?? connectionsPerSecond ?? 0;
}

function busiest({ now, before }: EdgePair): number {
  return Math.max(ratesOf(now), ratesOf(before));
}

function timedOf(edge: TopologyEdge, seconds: number): Timed | undefined {
  const { latencyMs } = edge;
  if (latencyMs === undefined) return undefined;
  const { p50, p95, mean = p50 } = latencyMs;
  return { requests: countedOf(edge, seconds), meanMs: mean, p50Ms: p50, p95Ms: p95 };
}
