import type { Grain } from "@fyr/contract";
import type { InventoryIndex } from "./inventory-index.ts";
import type { Place, Places } from "./place.ts";
import type { Party, ServiceParty } from "./samples.ts";

/** Says which node each end of traffic belongs to, at one grain. */
export interface Placer {
  /** `near` is the other end: its cluster stands in where this one's is not known. */
  source(party: Party, near: Party): Place;
  destination(party: ServiceParty, near: Party): Place;
}

/** The service a workload stands behind: full key parts `cluster, namespace, name`. */
export type ServiceOf = (
  cluster: string,
  namespace: string,
  workload: string,
) => readonly [string, string, string] | undefined;

export interface PlacerOptions {
  readonly grain: Grain;
  readonly places: Places;
  readonly inventory?: InventoryIndex;
  /** Needed at grain `service` only. */
  readonly serviceOf?: ServiceOf;
}

export function createPlacer(options: PlacerOptions): Placer {
  const sources = new Map<Party, Place>();
  const destinations = new Map<Party, Place>();
  return {
    source: (party, near) => remembered(sources, party, () => placeSource(options, party, near)),
    destination: (party, near) => remembered(destinations, party, () => placeDestination(options, party, near)),
  };
}

/** Parties are shared by many samples; a party that borrows its cluster from the other end is placed each time. */
function remembered(seen: Map<Party, Place>, party: Party, place: () => Place): Place {
  const known = seen.get(party);
  if (known !== undefined) return known;
  const placed = place();
  if (party.cluster !== undefined) seen.set(party, placed);
  return placed;
}

function placeSource(options: PlacerOptions, party: Party, near: Party): Place {
  return placeWorkload(options, party, near) ?? placeUnknown(options, party, near, "source");
}

function placeDestination(options: PlacerOptions, party: ServiceParty, near: Party): Place {
  return (
    (options.grain === "service" ? placeKnownService(options, party, near) : undefined) ??
    placeWorkload(options, party, near) ??
    placeService(options, party, near) ??
    placeUnknown(options, party, near, "destination")
  );
}

function placeWorkload(options: PlacerOptions, party: Party, near: Party): Place | undefined {
  const { namespace, workload, app, version } = party;
  if (namespace === undefined || (workload === undefined && app === undefined)) return undefined;
  const cluster = clusterOf(options, party, near);
  switch (options.grain) {
    case "namespace":
      return placeNamespace(options, cluster, namespace);
    case "app":
      return app === undefined
        ? placeByWorkload(options, cluster, namespace, party)
        : placeApp(options, cluster, namespace, app);
    case "versionedApp":
      return app === undefined
        ? placeByWorkload(options, cluster, namespace, party)
        : placeApp(options, cluster, namespace, app, version);
    case "service": {
      const service = workload === undefined ? undefined : options.serviceOf?.(cluster, namespace, workload);
      return service === undefined
        ? placeByWorkload(options, cluster, namespace, party)
        : placeServiceNode(options, ...service);
    }
    case "workload":
      return placeByWorkload(options, cluster, namespace, party);
  }
}

function placeByWorkload(options: PlacerOptions, cluster: string, namespace: string, party: Party): Place {
  const { workload, app, version } = party;
  if (workload === undefined) return placeApp(options, cluster, namespace, app ?? "unknown", version);
  const role = options.inventory?.workload(cluster, namespace, workload)?.role ?? "workload";
  return options.places.at(role, [cluster, namespace, workload], () => ({
    cluster,
    namespace,
    name: workload,
    workload,
    ...(app === undefined ? {} : { app }),
    ...(version === undefined ? {} : { version }),
  }));
}

function placeApp(options: PlacerOptions, cluster: string, namespace: string, app: string, version?: string): Place {
  const parts = version === undefined ? [cluster, namespace, app] : [cluster, namespace, app, version];
  return options.places.at("app", parts, () => ({
    cluster,
    namespace,
    name: app,
    app,
    ...(version === undefined ? {} : { version }),
  }));
}

function placeNamespace(options: PlacerOptions, cluster: string, namespace: string): Place {
  return options.places.at("namespace", [cluster, namespace], () => ({ cluster, namespace, name: namespace }));
}

function placeServiceNode(options: PlacerOptions, cluster: string, namespace: string, service: string): Place {
  return options.places.at("service", [cluster, namespace, service], () => ({
    cluster,
    namespace,
    name: service,
    service,
  }));
}

/** Envoy's own clusters for what the mesh does not know: traffic let through as is, or stopped. */
const envoyCluster = /^(BlackHoleCluster|(Inbound)?PassthroughCluster(Ipv[46])?)$/;

export function isEnvoyCluster(service: string | undefined): boolean {
  return service !== undefined && envoyCluster.test(service);
}

/** Nothing but the called service is known: no proxy answered, or it stands outside the mesh. */
function placeService(options: PlacerOptions, party: ServiceParty, near: Party): Place | undefined {
  const { service, serviceHost } = party;
  const cluster = clusterOf(options, party, near);
  if (isEnvoyCluster(service)) {
    const name = service ?? "";
    return options.places.at("external", [cluster, name], () => ({ cluster, name, service: name }));
  }
  const host = serviceHost ?? service;
  if (host === undefined) return undefined;
  return (
    placeEntry(options, party, host, cluster) ??
    placeKnownService(options, party, near) ??
    options.places.at("external", [cluster, host], () => ({
      cluster,
      name: host,
      service: host,
    }))
  );
}

/** A service entry by its host. Its namespace is where the object lies, not where the host is: nodes carry none. */
function placeEntry(options: PlacerOptions, party: ServiceParty, host: string, cluster: string): Place | undefined {
  const listed = options.inventory?.serviceEntry(host);
  if (listed === undefined && (party.serviceNamespace === undefined || isClusterHost(party))) return undefined;
  const claimed = listed?.host ?? host;
  const name = listed !== undefined && listed.entry.hosts.length === 1 ? listed.entry.name : claimed;
  return options.places.at("serviceEntry", [cluster, claimed], () => ({ cluster, name, service: claimed }));
}

function placeKnownService(options: PlacerOptions, party: ServiceParty, near: Party): Place | undefined {
  const { service, serviceHost } = party;
  const namespace = party.serviceNamespace ?? party.namespace;
  if (service === undefined || namespace === undefined || isEnvoyCluster(service) || !isClusterHost(party))
    return undefined;
  if (serviceHost !== undefined && options.inventory?.serviceEntry(serviceHost) !== undefined) return undefined;
  return placeServiceNode(options, clusterOf(options, party, near), namespace, service);
}

/** Istio names a cluster's service by its short name, everything else by its whole host. */
function isClusterHost({ service, serviceHost }: ServiceParty): boolean {
  return service !== undefined && (!service.includes(".") || serviceHost?.endsWith(".svc.cluster.local") === true);
}

/** Callers and callees nobody knows are different nodes, or paths would run through what is not there. */
function placeUnknown(options: PlacerOptions, party: Party, near: Party, side: "source" | "destination"): Place {
  const cluster = clusterOf(options, party, near);
  const { namespace } = party;
  if (namespace !== undefined && options.grain === "namespace") return placeNamespace(options, cluster, namespace);
  const parts = namespace === undefined ? [side, cluster] : [side, cluster, namespace];
  return options.places.at("unknown", parts, () => ({
    cluster,
    name: "unknown",
    ...(namespace === undefined ? {} : { namespace }),
  }));
}

function clusterOf(options: PlacerOptions, party: Party, near: Party): string {
  return party.cluster ?? near.cluster ?? options.inventory?.onlyCluster ?? "unknown";
}
