import type { RouteKind } from "@fyr/contract";
import type { KubernetesObject } from "../kubernetes-object.ts";

const service = { group: "", kind: "Service", name: "payment", port: 80 };

/** A Gateway API route `payment` in payments with these rules, on the Service of that name unless told otherwise. */
export function gatewayRoute(
  rules: readonly object[],
  { kind = "HTTPRoute", parents = [service], spec = {}, status = {}, metadata = {} }: GatewayRouteParts = {},
): KubernetesObject {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind,
    metadata: {
      name: "payment",
      namespace: "payments",
      resourceVersion: "7",
      generation: 2,
      creationTimestamp: "2026-01-01T00:00:00Z",
      ...metadata,
    },
    spec: { parentRefs: parents, rules, ...spec },
    status,
  };
}

interface GatewayRouteParts {
  readonly kind?: RouteKind;
  readonly parents?: readonly object[];
  readonly spec?: object;
  readonly status?: object;
  readonly metadata?: object;
}

export function backends(v1: number | undefined, v2: number | undefined): object[] {
  return [
    { name: "payment-v1", port: 80, ...(v1 !== undefined && { weight: v1 }) },
    { name: "payment-v2", port: 80, ...(v2 !== undefined && { weight: v2 }) },
  ];
}
