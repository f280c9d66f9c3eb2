import type { Health, HealthCause, HealthStatus } from "@fyr/contract";

/** From which share of requests on traffic is called degraded or failing. */
export interface Tolerances {
  readonly serverErrors: { readonly degraded: number; readonly failing: number };
  readonly clientErrors: { readonly degraded: number; readonly failing: number };
  /** Fewer failed requests than this in the window prove nothing. */
  readonly minimumFailedRequests: number;
  /** Degraded when p95 is `factor` × usual and at least `byMs` above it, with `minimumRequests` in the window. */
  readonly slow: { readonly factor: number; readonly byMs: number; readonly minimumRequests: number };
}

export const defaultTolerances: Tolerances = {
  serverErrors: { degraded: 0.01, failing: 0.03 },
  clientErrors: { degraded: 0.1, failing: 0.2 },
  minimumFailedRequests: 5,
  slow: { factor: 2, byMs: 50, minimumRequests: 30 },
};

/** Traffic over one window, before rounding. */
export interface Judged {
  readonly windowSeconds: number;
  readonly requestsPerSecond?: number | undefined;
  readonly errorRatio?: number | undefined;
  readonly clientErrorRatio?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly usualP95Ms?: number | undefined;
  /** There was TCP, of which Istio tells no success. */
  readonly tcp?: boolean | undefined;
}

const rank = { unknown: 0, healthy: 1, degraded: 2, failing: 3 } as const satisfies Record<HealthStatus, number>;

export function worseOf(a: HealthStatus, b: HealthStatus): HealthStatus {
  return rank[b] > rank[a] ? b : a;
}

/**
 * Latency alone never fails. `unknown`: no requests, or a bad share of so few that it proves nothing.
 * Causes stand worst first, server errors before client errors before latency.
 */
export function judgeTraffic(traffic: Judged, tolerances: Tolerances): Health {
  const requests = (traffic.requestsPerSecond ?? 0) * traffic.windowSeconds;
  if (requests <= 0) return { status: "unknown", basis: traffic.tcp ? "tcp" : "no-requests", causes: [] };
  const server = judgeShare("server-errors", traffic.errorRatio ?? 0, requests, tolerances);
  const client = judgeShare("client-errors", traffic.clientErrorRatio ?? 0, requests, tolerances);
  const causes = [server, client, judgeSlowness(traffic, requests, tolerances)].filter(
    (cause): cause is HealthCause => cause !== undefined && cause !== "too-few",
  );
  if (causes.length > 0) return healthOf(causes, "requests");
  if (server === "too-few" || client === "too-few") return { status: "unknown", basis: "few-requests", causes: [] };
  return { status: "healthy", basis: "requests", causes: [] };
}

/** What the causes add up to; healthy without any. */
export function healthOf(causes: readonly HealthCause[], basis: "requests" | "pods"): Health {
  const sorted = causes.toSorted((a, b) => rank[b.status] - rank[a.status]);
  return { status: sorted[0]?.status ?? "healthy", basis, causes: sorted };
}

/**
 * The one rule for whatever has pods: its requests if they can be judged, else its pods where readiness is known, else
 * unknown for the reason the traffic gives. Pods that are not ready count beside requests, too.
 */
export function judgeWithPods(traffic: Health, pods: Pods | undefined): Health {
  const cause = pods === undefined ? undefined : judgePods(pods);
  const causes = cause === undefined ? traffic.causes : [...traffic.causes, cause];
  if (traffic.status !== "unknown") return healthOf(causes, "requests");
  return pods === undefined || pods.total === 0 ? traffic : healthOf(causes, "pods");
}

interface Pods {
  readonly ready: number;
  readonly total: number;
}

/** No pod ready fails, some not ready degrades. A workload scaled to none is at rest. */
export function judgePods(pods: Pods): HealthCause | undefined {
  if (pods.total === 0 || pods.ready >= pods.total) return undefined;
  const status = pods.ready === 0 ? "failing" : "degraded";
  return { code: "pods-not-ready", status, value: pods.ready, threshold: pods.total };
}

function judgeShare(
  code: "server-errors" | "client-errors",
  ratio: number,
  requests: number,
  tolerances: Tolerances,
): HealthCause | "too-few" | undefined {
  const { degraded, failing } = code === "server-errors" ? tolerances.serverErrors : tolerances.clientErrors;
  if (ratio < degraded) return undefined;
  if (ratio * requests < tolerances.minimumFailedRequests) return "too-few";
  return ratio >= failing
    ? { code, status: "failing", value: ratio, threshold: failing }
    : { code, status: "degraded", value: ratio, threshold: degraded };
}

/** The p95 in ms from which on traffic counts as slow. */
export function slowFrom(usualP95Ms: number, { factor, byMs }: Tolerances["slow"]): number {
  return Math.max(usualP95Ms * factor, usualP95Ms + byMs);
}

function judgeSlowness(traffic: Judged, requests: number, { slow }: Tolerances): HealthCause | undefined {
  const { p95Ms, usualP95Ms } = traffic;
  if (p95Ms === undefined || usualP95Ms === undefined || requests < slow.minimumRequests) return undefined;
  const threshold = slowFrom(usualP95Ms, slow);
  return p95Ms >= threshold ? { code: "slow", status: "degraded", value: p95Ms, threshold } : undefined;
}
