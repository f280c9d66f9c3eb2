import { serviceHost } from "../../mesh/mesh-spec.ts";
import type { ClusterObject } from "../cluster-view.ts";

export type RouteKind = "HTTPRoute" | "GRPCRoute" | "TLSRoute" | "TCPRoute";

/** A route of the Gateway API, as far as traffic depends on it. */
export interface GatewayRoute {
  readonly kind: RouteKind;
  readonly namespace: string;
  readonly name: string;
  readonly createdAt: string;
  readonly hostnames: readonly string[];
  readonly parents: readonly ParentRef[];
  readonly rules: readonly GatewayRule[];
}

export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface GatewayRule {
  readonly matches?: readonly GatewayMatch[];
  readonly filters?: readonly GatewayFilter[];
  readonly backendRefs?: readonly BackendRef[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  readonly retry?: { readonly attempts?: number; readonly codes?: readonly number[] };
}

export interface GatewayMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  /** An HTTP method, or a gRPC service and method. */
  readonly method?: string | { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly unknown[];
  readonly queryParams?: readonly unknown[];
}

interface GatewayFilter {
  readonly type: string;
  readonly requestMirror?: {
    readonly backendRef: BackendRef;
    readonly percent?: number;
    readonly fraction?: { readonly numerator: number; readonly denominator?: number };
  };
  readonly requestRedirect?: { readonly statusCode?: number };
}

export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly weight?: number;
}

interface RouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentRef[];
  readonly rules?: readonly GatewayRule[];
}

export function readGatewayRoute(kind: RouteKind, { metadata, ...rest }: ClusterObject): GatewayRoute {
  const { hostnames = [], parentRefs = [], rules = [] } = (rest["spec"] ?? {}) as RouteSpec;
  const { namespace = "default", name, creationTimestamp = "" } = metadata;
  return { kind, namespace, name, createdAt: creationTimestamp, hostnames, parents: parentRefs, rules };
}

/** The service a route is attached to, named in full; nothing for other kinds of parent. */
export function parentHost({ group, kind, namespace, name }: ParentRef, home: string): string | undefined {
  return kind === "Service" && (group === "" || group === "core") ? serviceHost(namespace ?? home, name) : undefined;
}

/** Whether a route is attached to a Gateway of the Gateway API. */
export function isParentGateway(parent: ParentRef, home: string, gateway: ClusterObject["metadata"]): boolean {
  const { group = "gateway.networking.k8s.io", kind = "Gateway", namespace = home, name } = parent;
  const isGateway = group === "gateway.networking.k8s.io" && kind === "Gateway";
  return isGateway && name === gateway.name && namespace === gateway.namespace;
}
