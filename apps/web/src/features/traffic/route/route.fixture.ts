import type { NodeId, Owner, RouteDestination, RouteRule, TrafficRoute } from "@fyr/contract";

export const byHand: Owner = { kind: "hand", reverts: "no", why: "no-owner", drives: false };

/** A destination `payment <subset>` with a weight, for tests. */
export function destinationOf(subset: string, weight: number, more: Partial<RouteDestination> = {}): RouteDestination {
  return {
    host: "payment",
    subset,
    weight,
    configuredShare: weight / 100,
    workloads: [`payment-${subset}`],
    nodes: [`workload/demo/payments/payment-${subset}` as NodeId],
    health: "healthy",
    ...more,
  };
}

/** Rule 0 of a VirtualService, for tests. */
export function ruleWith(...destinations: RouteDestination[]): RouteRule {
  return { rule: { protocol: "http", index: 0 }, matches: [], splits: destinations.length > 1, destinations };
}

/** The VirtualService payments/payment, for tests. */
export function routeWith(rules: RouteRule[], more: Partial<TrafficRoute> = {}): TrafficRoute {
  return {
    route: { kind: "VirtualService", namespace: "payments", name: "payment" },
    apiVersion: "networking.istio.io/v1",
    resourceVersion: "100",
    generation: 3,
    hosts: ["payment"],
    gateways: ["mesh"],
    rules,
    parents: [],
    delegatedBy: [],
    owner: byHand,
    editable: true,
    health: "healthy",
    ...more,
  };
}
