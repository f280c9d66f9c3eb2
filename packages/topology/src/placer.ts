import type { Side } from "./named-by-others.ts";
import { known } from "./optional.ts";
import type { Place } from "./place.ts";
import { placeCalledService, placeNamespace, placeService, placeServiceNode } from "./place-service.ts";
import type { PlacerOptions } from "./placer-options.ts";
import type { Party, ServiceParty } from "./samples.ts";

/** Says which node each end of traffic belongs to, at one grain. */
export interface Placer {
  /** `near` is the other end: its cluster stands in where this one's is not known. */
  source(party: Party, near: Party): Place;
  destination(party: ServiceParty, near: Party): Place;
  /** The service that was called on the way there; undefined where it was none of Kubernetes. */
  service(party: ServiceParty, near: Party): Place | undefined;
}

export function createPlacer(options: PlacerOptions): Placer {
  const sources = new Map<Party, Place>();
  const destinations = new Map<Party, Place>();
  return {
    source: (party, near) => sources.get(party) ?? remember(sources, party, placeSource(options, party, near)),
    destination: (party, near) =>
      destinations.get(party) ?? remember(destinations, party, placeDestination(options, party, near)),
    service: (party, near) => placeCalledService(options, party, near),
  };
}

/** Parties are shared by many samples; whose place depends on the other end is placed each time. */
function remember(seen: Map<Party, Place>, party: Party, place: Place): Place {
  if (isPlacedAlone(party)) seen.set(party, place);
  return place;
}

/** Where it belongs is told by itself: no other end and no other sample has a say. */
export function isPlacedAlone({ cluster, namespace, workload, app }: Party): boolean {
  if (cluster === undefined) return false;
  return (workload === undefined && app === undefined) || (namespace !== undefined && workload !== undefined);
}

function placeSource(options: PlacerOptions, party: Party, near: Party): Place {
  return placeWorkload(options, party, near, "source") ?? placeUnknown(options, party, near, "source");
}

function placeDestination(options: PlacerOptions, party: ServiceParty, near: Party): Place {
  return (
    (options.grain === "service" ? placeCalledService(options, party, near) : undefined) ??
    placeWorkload(options, party, near, "destination") ??
    placeService(options, party, near) ??
    placeUnknown(options, party, near, "destination")
  );
}

function placeWorkload(options: PlacerOptions, asTold: Party, near: Party, side: Side): Place | undefined {
  const party = options.namedByOthers(asTold, near, side);
  const { namespace, workload } = party;
  if (namespace === undefined || (workload === undefined && party.app === undefined)) return undefined;
  const cluster = options.clusterOf(party, near);
  const { app, version } = options.appOf(party, cluster);
  const names = { workload, app, version };
  switch (options.grain) {
    case "namespace":
      return placeNamespace(options, cluster, namespace);
    case "app":
      return app === undefined
        ? placeByWorkload(options, cluster, namespace, names)
        : placeApp(options, cluster, namespace, app);
    case "versionedApp":
      return app === undefined
        ? placeByWorkload(options, cluster, namespace, names)
        : placeApp(options, cluster, namespace, app, version);
    case "service": {
      const service = workload === undefined ? undefined : options.serviceOf?.(cluster, namespace, workload);
      return service === undefined
        ? placeByWorkload(options, cluster, namespace, names)
        : placeServiceNode(options, ...service);
    }
    case "workload":
      return placeByWorkload(options, cluster, namespace, names);
  }
}

function placeByWorkload(
  options: PlacerOptions,
  cluster: string,
  namespace: string,
  { workload, app, version }: Record<"workload" | "app" | "version", string | undefined>,
): Place {
  if (workload === undefined) return placeApp(options, cluster, namespace, app ?? "unknown", version);
  const role = options.inventory?.workload(cluster, namespace, workload)?.role ?? "workload";
  return options.places.at(role, [cluster, namespace, workload], () => ({
    cluster,
    namespace,
    name: workload,
    workload,
    ...known("app", app),
    ...known("version", version),
  }));
}

function placeApp({ places }: PlacerOptions, cluster: string, namespace: string, app: string, version?: string): Place {
  const parts = version === undefined ? [cluster, namespace, app] : [cluster, namespace, app, version];
  return places.at("app", parts, () => ({ cluster, namespace, name: app, app, ...known("version", version) }));
}

/** Callers and callees nobody knows are different nodes, or paths would run through what is not there. */
function placeUnknown(options: PlacerOptions, party: Party, near: Party, side: Side): Place {
  const cluster = options.clusterOf(party, near);
  const { namespace } = party;
  if (namespace !== undefined && options.grain === "namespace") return placeNamespace(options, cluster, namespace);
  const parts = namespace === undefined ? [side, cluster] : [side, cluster, namespace];
  return options.places.at("unknown", parts, () => ({ cluster, name: "unknown", ...known("namespace", namespace) }));
}
