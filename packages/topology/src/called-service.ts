import type { InventoryIndex } from "./inventory-index.ts";
import type { ServiceParty } from "./samples.ts";

/** Where Envoy sends what the mesh does not know and does not let through: nobody is there. */
export const blackHole = "BlackHoleCluster";

/** Envoy's own clusters for what the mesh does not know: traffic let through as is, or stopped. */
const envoyCluster = /^(BlackHoleCluster|(Inbound)?PassthroughCluster(Ipv[46])?)$/;

export function isEnvoyCluster(service: string | undefined): boolean {
  // Nearly all are none, and an expression takes longer to say so.
  return service?.includes("Cluster") === true && envoyCluster.test(service);
}

/** `cart.shop.svc.cluster.local`, whatever the cluster's domain, or without one. */
const clusterHost = /^([^.]+)\.([^.]+)\.svc(\.[^:]+)?(:\d+)?$/;

/** A host, perhaps with a port, or an address: no service of Kubernetes is named like that. */
function isHost(name: string): boolean {
  return name.includes(".") || name.includes(":");
}

/**
 * The Kubernetes service that was called. Istio names it by its short name, everything else by its whole host; where
 * one of name, namespace and host is not reported, the others tell. Undefined for what is no Kubernetes service.
 */
export function calledService(
  party: ServiceParty,
  inventory: InventoryIndex | undefined,
): { readonly namespace: string; readonly name: string } | undefined {
  const { service, serviceHost } = party;
  if (isEnvoyCluster(service)) return undefined;
  if (serviceHost !== undefined && inventory?.serviceEntry(serviceHost) !== undefined) return undefined;
  if (service !== undefined && party.serviceNamespace !== undefined && !isHost(service)) {
    return { namespace: party.serviceNamespace, name: service };
  }
  const [, hostName, hostNamespace] = clusterHost.exec(serviceHost ?? "") ?? [];
  const name = service === undefined || isHost(service) ? (hostName ?? service) : service;
  const namespace = party.serviceNamespace ?? hostNamespace ?? party.namespace;
  if (name === undefined || namespace === undefined) return undefined;
  return isHost(name) && hostName === undefined ? undefined : { namespace, name };
}

/** What a callee outside is known by: the host asked for. */
export function calledHost({ service, serviceHost }: ServiceParty): string | undefined {
  const named = service !== undefined && serviceHost?.startsWith(`${service}:`);
  return named ? service : (serviceHost ?? service);
}
