import { calledHost, calledService, isEnvoyCluster } from "./called-service.ts";
import { known } from "./optional.ts";
import type { Place } from "./place.ts";
import type { PlacerOptions } from "./placer-options.ts";
import type { Party, ServiceParty } from "./samples.ts";

/** Nothing but what was called is known: no proxy answered, or it stands outside the mesh. */
export function placeService(options: PlacerOptions, party: ServiceParty, near: Party): Place | undefined {
  const { service } = party;
  const cluster = options.clusterOf(party, near);
  if (service !== undefined && isEnvoyCluster(service)) return placeExternal(options, cluster, service);
  const host = calledHost(party);
  return (
    placeCalledService(options, party, near) ??
    (host === undefined
      ? undefined
      : (placeEntry(options, party, host, cluster) ?? placeExternal(options, cluster, host)))
  );
}

/** The Kubernetes service that was called, whoever answered. */
export function placeCalledService(options: PlacerOptions, party: ServiceParty, near: Party): Place | undefined {
  const called = calledService(party, options.inventory);
  return called && placeServiceNode(options, options.clusterOf(party, near), called.namespace, called.name);
}

export function placeServiceNode(options: PlacerOptions, cluster: string, namespace: string, service: string): Place {
  if (options.grain === "namespace") return placeNamespace(options, cluster, namespace);
  return options.places.at("service", [cluster, namespace, service], () => ({
    cluster,
    namespace,
    name: service,
    service,
  }));
}

export function placeNamespace({ places }: PlacerOptions, cluster: string, namespace: string): Place {
  return places.at("namespace", [cluster, namespace], () => ({ cluster, namespace, name: namespace }));
}

/** A service entry by its host, in the namespace that exports it: from Kubernetes, else as Istio says. */
function placeEntry(options: PlacerOptions, party: ServiceParty, host: string, cluster: string): Place | undefined {
  const listed = options.inventory?.serviceEntry(host);
  const namespace = listed?.entry.namespace ?? party.serviceNamespace;
  if (namespace === undefined) return undefined;
  const claimed = listed?.host ?? host;
  const name = listed !== undefined && listed.entry.hosts.length === 1 ? listed.entry.name : claimed;
  return options.places.at("serviceEntry", [cluster, namespace, claimed], () => ({
    cluster,
    ...known("namespace", options.grain === "namespace" ? undefined : namespace),
    name,
    service: claimed,
  }));
}

function placeExternal({ places }: PlacerOptions, cluster: string, host: string): Place {
  return places.at("external", [cluster, host], () => ({ cluster, name: host, service: host }));
}
