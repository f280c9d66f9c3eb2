import { RESOURCES, type ResourceName } from "../traffic/cluster-view.ts";
import type { SeedObject } from "./seed-object.ts";

const GROUP = "gateway.networking.k8s.io";

/** What the Gateway API routes: at the edge by a Gateway, within the mesh by routes attached to services. */
export function gatewayApiObjects(): SeedObject[] {
  return [
    object(RESOURCES.gatewayClasses, "GatewayClass", undefined, "istio", {
      controllerName: "istio.io/gateway-controller",
    }),
    object(RESOURCES.gatewayClasses, "GatewayClass", undefined, "istio-waypoint", {
      controllerName: "istio.io/mesh-controller",
    }),
    object(RESOURCES.apiGateways, "Gateway", "edge", "open", {
      gatewayClassName: "istio",
      // Served by the pods of the ingress that is there: https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment
      addresses: [{ type: "Hostname", value: "ingress.edge.svc.cluster.local" }],
      listeners: [{ name: "http", port: 80, protocol: "HTTP", allowedRoutes: { namespaces: { from: "All" } } }],
    }),
    object(RESOURCES.httpRoutes, "HTTPRoute", "shop", "media-public", {
      parentRefs: [{ group: GROUP, kind: "Gateway", name: "open", namespace: "edge" }],
      hostnames: ["media.example.com"],
      rules: [
        {
          matches: [{ path: { type: "PathPrefix", value: "/images" } }],
          backendRefs: [backend("media-v3", 8080, 7), backend("media-v4", 8080, 3)],
        },
      ],
    }),
    object(RESOURCES.httpRoutes, "HTTPRoute", "shop", "recommend", {
      parentRefs: [{ group: "", kind: "Service", name: "recommend", port: 8080 }],
      rules: [
        {
          name: "everyone",
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
          backendRefs: [backend("recommend-v1", 8080, 80), backend("recommend-v2", 8080, 20)],
          timeouts: { request: "2s" },
        },
      ],
    }),
    object(RESOURCES.grpcRoutes, "GRPCRoute", "checkout", "promotions", {
      parentRefs: [{ group: "", kind: "Service", name: "promotions", port: 9000 }],
      rules: [{ backendRefs: [backend("promotions-v1", 9000, 9), backend("promotions-v2", 9000, 1)] }],
    }),
  ];
}

function backend(name: string, port: number, weight: number) {
  return { group: "", kind: "Service", name, port, weight };
}

function object(
  resource: ResourceName,
  kind: string,
  namespace: string | undefined,
  name: string,
  spec: object,
): SeedObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return {
    resource,
    manager: "kubectl-client-side-apply",
    object: { apiVersion: `${GROUP}/v1`, kind, metadata, spec },
  };
}
