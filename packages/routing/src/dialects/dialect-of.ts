import type { RouteKind } from "@fyr/contract";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { grpcRoute, httpRoute, tcpRoute, tlsRoute } from "./gateway-api.ts";
import type { RouteDialect } from "./route-dialect.ts";
import { virtualService } from "./virtual-service.ts";

const dialects: Readonly<Record<RouteKind, RouteDialect>> = {
  VirtualService: virtualService,
  HTTPRoute: httpRoute,
  GRPCRoute: grpcRoute,
  TLSRoute: tlsRoute,
  TCPRoute: tcpRoute,
};

/** Every kind of route, VirtualServices first. */
export const routeKinds = Object.keys(dialects) as readonly RouteKind[];

export function isRouteKind(kind: string): kind is RouteKind {
  return kind in dialects;
}

export function dialectOfKind(kind: RouteKind): RouteDialect {
  return dialects[kind];
}

/** Of an object that is known to be a route. */
export function dialectOf({ kind }: Pick<KubernetesObject, "kind">): RouteDialect {
  if (!isRouteKind(kind)) throw new Error(`${kind} is no kind of traffic route`);
  return dialects[kind];
}

/** The list of `spec` that holds rules of a protocol; undefined where the kind has none of them. */
export function ruleField(dialect: RouteDialect, protocol: string): string | undefined {
  return dialect.ruleLists.find((list) => list.protocol === protocol)?.field;
}
