import type { Health, HealthBasis, HealthCause, HealthStatus } from "@fyr/contract";

const rank = { unknown: 0, healthy: 1, degraded: 2, failing: 3 } as const satisfies Record<HealthStatus, number>;

export function isWorse(a: HealthStatus, than: HealthStatus): boolean {
  return rank[a] > rank[than];
}

export function worseOf(a: HealthStatus, b: HealthStatus): HealthStatus {
  return rank[b] > rank[a] ? b : a;
}

/** What the causes add up to, worst first; healthy without any. */
export function healthOf(causes: readonly HealthCause[], basis: "requests" | "connections" | "pods"): Health {
  if (causes.length === 0) return causeless("healthy", basis);
  const sorted = causes.toSorted((a, b) => rank[b.status] - rank[a.status]);
  return { status: sorted[0]?.status ?? "healthy", basis, causes: sorted };
}

const known = new Map<string, Health>();

/** Most are well for the same reason: they share one. */
export function causeless(status: "healthy" | "unknown", basis: HealthBasis): Health {
  const key = `${status}/${basis}`;
  const health = known.get(key) ?? { status, basis, causes: [] };
  known.set(key, health);
  return health;
}
