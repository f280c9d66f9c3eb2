import type { Destination, Topology } from "@fyr/contract";
import { backendsOf, lacksWaypoint, type MeshObjects } from "@fyr/kubernetes";
import {
  attachmentOf,
  type CheckFacts,
  hostsOverlap,
  isRouteKind,
  type KubernetesObject,
  listIn,
  ownerOf,
  resolveHost,
  rootsByDelegate,
  serviceOfHost,
  textIn,
  type WeightPlan,
} from "@fyr/routing";
import type { Telemetry } from "../observer/source/telemetry.ts";

export interface ReadForChecks {
  readonly object: KubernetesObject;
  readonly plan: WeightPlan;
  readonly objects: MeshObjects;
  /** Every route the caller may read. */
  readonly routes: readonly KubernetesObject[];
  readonly topology: Topology | undefined;
  /** Where no pod of istiod says it. */
  readonly measuredVersion: string | undefined;
}

/** What the checks of a plan rest on. */
export function checkFacts({ object, plan, objects, routes, topology, measuredVersion }: ReadForChecks): CheckFacts {
  const { namespace } = plan.route;
  const hosts = hostsSpokenFor(object, routes);
  const istioVersion = istioVersionIn(objects) ?? measuredVersion;
  return {
    object,
    plan,
    owner: ownerOf(object, objects.owners),
    routes,
    destinationRules: objects.destinationRules,
    referenceGrants: objects.referenceGrants,
    isKnownHost: (host) => isKnownHost(objects, host),
    podsOf: (destination: Destination) => backendsOf(objects, destination, namespace)?.pods,
    mesh: {
      ...(istioVersion !== undefined && { istioVersion }),
      callersOutside: topology && callersOutside(topology, hosts),
      withoutWaypoint: hosts
        .flatMap((host) => serviceOfHost(host) ?? [])
        .filter((service) => lacksWaypoint(objects, service))
        .map((service) => ({ kind: "Service", ...service })),
    },
  };
}

/** A check that rests on it says where it is not known; a review does not fail for it. */
export function measuredIstioVersion(
  telemetry: Pick<Telemetry, "controlPlaneVersion">,
  nowMs: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  return telemetry.controlPlaneVersion(nowMs / 1000, signal).catch(() => undefined);
}

/** The oldest: while one is being replaced, both check what is written. */
function istioVersionIn({ pods }: Pick<MeshObjects, "pods">): string | undefined {
  const versions = pods.flatMap(({ istiodVersion }) => istiodVersion ?? []);
  return versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))[0];
}

/** By a route, or by what is said of how one host is called. */
function hostsSpokenFor(object: KubernetesObject, routes: readonly KubernetesObject[]): string[] {
  const namespace = object.metadata.namespace ?? "default";
  const hosts = isRouteKind(object.kind)
    ? attachmentOf(object, rootsByDelegate(routes)).hosts
    : [textIn(object.spec, "host") ?? ""];
  return [...new Set(hosts.map((host) => resolveHost(host, namespace)))];
}

function isKnownHost({ services, serviceEntries }: MeshObjects, host: string): boolean | undefined {
  const service = serviceOfHost(host);
  if (services.some(({ namespace, name }) => namespace === service?.namespace && name === service.name)) return true;
  const named = serviceEntries.flatMap(({ spec }) => listIn(spec, "hosts"));
  if (named.some((each) => typeof each === "string" && hostsOverlap(each, host))) return true;
  // A cluster without any service is one whose services could not be read.
  return services.length === 0 ? undefined : false;
}

/** Who was seen calling these hosts with no proxy of its own. */
function callersOutside({ nodes, edges }: Topology, hosts: readonly string[]): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const outside = edges.flatMap((edge) => {
    const source = byId.get(edge.source);
    const calls = edge.destinationServices.some(({ host }) => host !== undefined && hosts.includes(host));
    if (!calls || source === undefined) return [];
    if (source.kind === "workload" && source.inMesh === false) return [`${source.namespace}/${source.name}`];
    return source.kind === "unknown" ? ["callers that are not known by name"] : [];
  });
  return [...new Set(outside)].sort();
}
