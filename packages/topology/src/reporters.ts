import type { Protocol, Reporter } from "@fyr/contract";

/** Best first. The caller's side knows what never arrived; a waypoint speaks for callers without one. */
export const reportersInOrder: readonly Reporter[] = ["source", "waypoint", "destination"];

/** Who has reported on one pair of workloads, for requests and for connections apart. */
export interface PairReporters {
  readonly requests: Set<Reporter>;
  readonly connections: Set<Reporter>;
}

export function preferredReporter(reporters: ReadonlySet<Reporter>): Reporter | undefined {
  return reportersInOrder.find((reporter) => reporters.has(reporter));
}

/**
 * The one reporter whose numbers a pair's traffic is taken from. Undefined: leave that layer out.
 *
 * Where a pair has requests, connections counted by other proxies are the same bytes seen a layer lower (a ztunnel
 * under a waypoint, a client that took HTTP for TCP). A proxy that reports both layers saw different traffic.
 */
export function chosenReporter(pair: PairReporters, protocol: Protocol): Reporter | undefined {
  if (protocol !== "tcp") return preferredReporter(pair.requests);
  if (pair.requests.size === 0) return preferredReporter(pair.connections);
  return reportersInOrder.find((reporter) => pair.connections.has(reporter) && pair.requests.has(reporter));
}
