import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { settledAt } from "../progress/change-stage.ts";

export type ObservedSplit =
  /** Nothing is before the first look at the measurements, nor where connections cannot be told apart. */
  | { readonly kind: "not-measured" }
  /** Measured, and there was none. */
  | { readonly kind: "no-traffic" }
  /** Several rules reach these destinations, and Istio's metrics do not say which rule a request took. */
  | { readonly kind: "all-rules-together"; readonly shares: readonly number[] }
  /** The route was changed within the window: requests from before still count. */
  | ({ readonly kind: "settling"; readonly shares: readonly number[] } & Until)
  | { readonly kind: "on-target" | "drift"; readonly shares: readonly number[] };

/** Until when (ms since epoch) requests from before a change count. */
interface Until {
  readonly until: number;
}

/** The window the shares were counted over. `at`: RFC 3339, its end. */
export interface ObservedWindow {
  readonly at: string;
  readonly windowSeconds: number;
}

/** Drift is more than this share, and more than chance explains. */
const toleratedDifference = 0.02;
/** Standard errors of a binomial share: one look in about 15,000 passes them by chance. */
const toleratedErrors = 4;

/** What was observed of a rule's split, judged only where one rule with one set of weights explains the numbers. */
export function observedSplit(route: TrafficRoute, rule: RouteRule, window: ObservedWindow): ObservedSplit {
  if (!isMeasured(rule)) return { kind: "not-measured" };
  const shares = rule.destinations.map((destination) => destination.observedShare);
  if (!shares.every((share) => share !== undefined)) return { kind: "no-traffic" };
  if (route.rules.length > 1) return { kind: "all-rules-together", shares };
  const until = route.lastChange && settledAt(route.lastChange.at, window.windowSeconds);
  if (until !== undefined && Date.parse(window.at) < until) {
    return { kind: "settling", shares, until };
  }
  const requests = totalRate(rule) * window.windowSeconds;
  const drifts = rule.destinations.some((destination, index) =>
    differs(destination.configuredShare, shares[index] ?? 0, requests),
  );
  return { kind: drifts ? "drift" : "on-target", shares };
}

/** Requests to these destinations would show in the metrics. */
export function isMeasured(rule: RouteRule): boolean {
  const { destinations } = rule;
  if (countsConnections(rule)) return destinations.some((each) => each.connectionsPerSecond !== undefined);
  return destinations.some(({ nodes }) => nodes.length > 0);
}

/** Weights of these rules choose for each connection, not for each request. */
export function countsConnections({ rule }: Pick<RouteRule, "rule">): boolean {
  return rule.protocol === "tcp" || rule.protocol === "tls";
}

/** What a rule's rates are of: connections opened, or requests. */
export function countedUnit(rule: Pick<RouteRule, "rule">): string {
  return countsConnections(rule) ? "conn/s" : "req/s";
}

/** Requests a second (connections opened, for TCP and TLS) to all destinations of a rule, as far as measured. */
export function totalRate(rule: RouteRule): number {
  const connections = countsConnections(rule);
  return rule.destinations.reduce(
    (sum, each) => sum + ((connections ? each.connectionsPerSecond : each.requestsPerSecond) ?? 0),
    0,
  );
}

function differs(configured: number, observed: number, requests: number): boolean {
  const difference = Math.abs(configured - observed);
  if (difference <= toleratedDifference || requests <= 0) return false;
  const standardError = Math.sqrt((configured * (1 - configured)) / requests);
  return difference > toleratedErrors * standardError;
}
