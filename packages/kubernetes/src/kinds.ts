import type { KubernetesObject } from "@fyr/routing";
import type { ServedVersion } from "./discovery.ts";
import { type MeshObjects, readController, readGatewaySelector, readNamespace, readService } from "./mesh-objects.ts";
import { readNode } from "./nodes.ts";
import { readPod } from "./pods.ts";
import { readApplication, readOwner, readRollout } from "./read-owners.ts";
import { readControllerRevision, readReplicaSet } from "./revisions.ts";

/** One kind Fyr reads, and what it remembers of each object. */
export interface Kind<Kept> {
  readonly group: string;
  readonly resource: string;
  readonly keep: (object: KubernetesObject) => Kept;
  /** Without `inventory` nothing waits for it, and nobody is told when it cannot be read. */
  readonly neededFor: "inventory" | "owners" | "timeline";
}

const istio = "networking.istio.io";
const security = "security.istio.io";
const gatewayApi = "gateway.networking.k8s.io";
const argo = "argoproj.io";

export const kinds = {
  pods: inventory("", "pods", readPod),
  services: inventory("", "services", readService),
  namespaces: inventory("", "namespaces", readNamespace),
  deployments: inventory("apps", "deployments", readController("Deployment")),
  statefulSets: inventory("apps", "statefulsets", readController("StatefulSet")),
  daemonSets: inventory("apps", "daemonsets", readController("DaemonSet")),
  replicaSets: inventory("apps", "replicasets", readReplicaSet),
  serviceEntries: inventory(istio, "serviceentries", asIs),
  virtualServices: inventory(istio, "virtualservices", asIs),
  destinationRules: inventory(istio, "destinationrules", asIs),
  gateways: inventory(istio, "gateways", asIs),
  httpRoutes: inventory(gatewayApi, "httproutes", asIs),
  grpcRoutes: inventory(gatewayApi, "grpcroutes", asIs),
  tlsRoutes: inventory(gatewayApi, "tlsroutes", asIs),
  tcpRoutes: inventory(gatewayApi, "tcproutes", asIs),
  referenceGrants: owners(gatewayApi, "referencegrants", asIs),
  applications: owners(argo, "applications", readApplication),
  rollouts: owners(argo, "rollouts", readRollout),
  kustomizations: owners("kustomize.toolkit.fluxcd.io", "kustomizations", readOwner),
  helmReleases: owners("helm.toolkit.fluxcd.io", "helmreleases", readOwner),
  gitRepositories: owners("source.toolkit.fluxcd.io", "gitrepositories", readOwner),
  canaries: owners("flagger.app", "canaries", readOwner),
  nodes: timeline("", "nodes", readNode),
  controllerRevisions: timeline("apps", "controllerrevisions", readControllerRevision),
  apiGateways: timeline(gatewayApi, "gateways", asIs),
  sidecars: timeline(istio, "sidecars", asIs),
  envoyFilters: timeline(istio, "envoyfilters", asIs),
  proxyConfigs: timeline(istio, "proxyconfigs", asIs),
  peerAuthentications: timeline(security, "peerauthentications", asIs),
  authorizationPolicies: timeline(security, "authorizationpolicies", asIs),
  requestAuthentications: timeline(security, "requestauthentications", asIs),
  telemetries: timeline("telemetry.istio.io", "telemetries", asIs),
  wasmPlugins: timeline("extensions.istio.io", "wasmplugins", asIs),
};

function inventory<Kept>(group: string, resource: string, keep: Kind<Kept>["keep"]): Kind<Kept> {
  return { group, resource, keep, neededFor: "inventory" };
}

function owners<Kept>(group: string, resource: string, keep: Kind<Kept>["keep"]): Kind<Kept> {
  return { group, resource, keep, neededFor: "owners" };
}

function timeline<Kept>(group: string, resource: string, keep: Kind<Kept>["keep"]): Kind<Kept> {
  return { group, resource, keep, neededFor: "timeline" };
}

function asIs(object: KubernetesObject): KubernetesObject {
  return object;
}

type Kinds = typeof kinds;
export type KindName = keyof Kinds;
type KeptOf<Of> = Of extends Kind<infer Kept> ? Kept : never;
/** A list that is undefined could not be read. */
type Kept = { readonly [Each in KindName]: readonly KeptOf<Kinds[Each]>[] | undefined };

export const kindNames = Object.keys(kinds) as readonly KindName[];

/** `listOf`: what is kept of each kind, undefined where it could not be read. */
export function meshObjects(listOf: (name: KindName) => readonly unknown[] | undefined): MeshObjects {
  // Object.fromEntries forgets which list belongs to which name; they are paired right here.
  const kept = Object.fromEntries(kindNames.map((name) => [name, listOf(name)])) as Kept;
  const { applications, rollouts, kustomizations, helmReleases, gitRepositories, canaries, referenceGrants } = kept;
  return {
    pods: kept.pods ?? [],
    controllers: together(kept.deployments, kept.statefulSets, kept.daemonSets),
    replicaSets: kept.replicaSets ?? [],
    controllerRevisions: kept.controllerRevisions ?? [],
    services: kept.services ?? [],
    namespaces: kept.namespaces ?? [],
    nodes: kept.nodes ?? [],
    serviceEntries: kept.serviceEntries ?? [],
    virtualServices: kept.virtualServices ?? [],
    gatewayRoutes: together(kept.httpRoutes, kept.grpcRoutes, kept.tlsRoutes, kept.tcpRoutes),
    destinationRules: kept.destinationRules ?? [],
    gatewaySelectors: (kept.gateways ?? []).map(readGatewaySelector),
    otherConfig: together(
      ...[kept.gateways, kept.apiGateways, kept.sidecars, kept.envoyFilters, kept.proxyConfigs, kept.telemetries],
      ...[kept.peerAuthentications, kept.authorizationPolicies, kept.requestAuthentications, kept.wasmPlugins],
    ),
    referenceGrants,
    owners: { applications, rollouts, kustomizations, helmReleases, gitRepositories, canaries },
  };
}

function together<Item>(...lists: readonly (readonly Item[] | undefined)[]): Item[] {
  return lists.flatMap((list) => list ?? []);
}

/** Undefined where the cluster does not serve the kind. */
export async function pathOfKind(
  servedVersion: ServedVersion,
  { group, resource }: Pick<Kind<unknown>, "group" | "resource">,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (group === "") return `/api/v1/${resource}`;
  if (group === "apps") return `/apis/apps/v1/${resource}`;
  const version = await servedVersion(group, resource, signal);
  return version === undefined ? undefined : `/apis/${group}/${version}/${resource}`;
}
