import { RESOURCES, ROOT_NAMESPACE } from "../traffic/cluster-view.ts";
import { BANK_HOST } from "./default-mesh.ts";
import { gatewayApiObjects } from "./gateway-api-objects.ts";
import { generatedRoutes } from "./generated-routes.ts";
import { destinationRule, istio, split, versions, virtualService } from "./istio-objects.ts";
import { BY_KUBECTL, byArgo, byFlux, type Marks } from "./marks.ts";
import type { MeshSpec } from "./mesh-spec.ts";
import { moreSplits } from "./more-splits.ts";
import { ownerObjects } from "./owner-objects.ts";
import type { SeedObject } from "./seed-object.ts";

const BY_HAND: Marks = { manager: "kubectl-edit" };
const BY_HELM: Marks = {
  manager: "helm",
  labels: { "app.kubernetes.io/managed-by": "Helm", "helm.sh/chart": "billing-2.4.1" },
  annotations: { "meta.helm.sh/release-name": "billing", "meta.helm.sh/release-namespace": "payments" },
};

/** Istio's objects on the first day. */
export function routingObjects(mesh: MeshSpec): SeedObject[] {
  const everywhere = [peerAuthentication(ROOT_NAMESPACE, "default", "PERMISSIVE")];
  if (!hasRoutes(mesh)) return [...everywhere, ...generatedRoutes(mesh)];
  return [
    ...ownerObjects(),
    ...everywhere,
    peerAuthentication("checkout", "default", "STRICT"),
    ...canaries(),
    ...guards(),
    ...entrance(),
    ...bank(),
    ...moreSplits(),
    ...gatewayApiObjects(),
  ];
}

/** Whether it is a mesh that is written out. */
export function hasRoutes({ workloads }: MeshSpec): boolean {
  return workloads.some(({ namespace, app }) => namespace === "payments" && app === "payment");
}

function canaries(): SeedObject[] {
  return [
    // A payment is never tried twice: nobody wants to pay twice.
    virtualService("payments", "payment", BY_HAND, [
      { name: "primary", route: split("payment", 95, 5), timeout: "1.5s", retries: { attempts: 0 } },
    ]),
    versions("payments", "payment", BY_HAND),
    virtualService("payments", "billing", BY_HELM, [
      {
        name: "testers",
        match: [{ headers: { "x-tester": { exact: "yes" } } }],
        route: split("billing", 0, 100).slice(1),
      },
      {
        name: "everyone",
        route: split("billing", 90, 10),
        timeout: "3s",
        retries: { attempts: 2, perTryTimeout: "1s" },
      },
    ]),
    versions("payments", "billing", BY_HELM),
    virtualService("shop", "pricing", byArgo("shop", "VirtualService", "shop/pricing"), [
      { name: "primary", route: split("pricing", 90, 10) },
    ]),
    versions("shop", "pricing", byArgo("shop", "DestinationRule", "shop/pricing")),
  ];
}

function guards(): SeedObject[] {
  return [
    virtualService("payments", "ledger", BY_KUBECTL, [
      { route: [{ destination: { host: "ledger" } }], timeout: "1s", retries: { attempts: 0 } },
    ]),
    virtualService("shop", "ratings", byFlux("ratings"), [
      { route: [{ destination: { host: "ratings" } }], retries: { attempts: 3, retryOn: "5xx,connect-failure" } },
    ]),
    virtualService("checkout", "checkout", byArgo("checkout", "VirtualService", "checkout/checkout"), [
      { route: [{ destination: { host: "checkout" } }], timeout: "5s", retries: { attempts: 0 } },
    ]),
    destinationRule("payments", "fraud", BY_KUBECTL, {
      host: "fraud",
      trafficPolicy: {
        connectionPool: { tcp: { maxConnections: 200 }, http: { http2MaxRequests: 200 } },
        outlierDetection: { consecutive5xxErrors: 5, interval: "10s", baseEjectionTime: "30s" },
      },
    }),
  ];
}

function entrance(): SeedObject[] {
  const to = (app: string) => [{ destination: { host: `${app}.shop.svc.cluster.local` } }];
  return [
    istio(RESOURCES.gateways, "Gateway", "edge", "public", BY_KUBECTL, {
      selector: { istio: "ingressgateway" },
      servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["shop.example.com"] }],
    }),
    istio(RESOURCES.virtualServices, "VirtualService", "edge", "shop", BY_KUBECTL, {
      hosts: ["shop.example.com"],
      gateways: ["public"],
      http: [
        { name: "app", match: [{ uri: { prefix: "/mobile" } }], route: to("mobile-bff") },
        { name: "web", route: to("storefront") },
      ],
    }),
  ];
}

function bank(): SeedObject[] {
  return [
    istio(RESOURCES.serviceEntries, "ServiceEntry", "payments", "bank-api", BY_KUBECTL, {
      hosts: [BANK_HOST],
      location: "MESH_EXTERNAL",
      resolution: "DNS",
      ports: [{ number: 80, name: "http", protocol: "HTTP", targetPort: 443 }],
    }),
    destinationRule("payments", "bank-api", BY_KUBECTL, {
      host: BANK_HOST,
      trafficPolicy: { connectionPool: { tcp: { connectTimeout: "400ms" } }, tls: { mode: "SIMPLE", sni: BANK_HOST } },
    }),
  ];
}

function peerAuthentication(namespace: string, name: string, mode: string): SeedObject {
  return istio(RESOURCES.peerAuthentications, "PeerAuthentication", namespace, name, BY_KUBECTL, { mtls: { mode } });
}
