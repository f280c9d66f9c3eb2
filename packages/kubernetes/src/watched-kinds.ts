import type { KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { type Collection, keepCollection } from "./collection.ts";
import type { CollectionState } from "./collection-state.ts";
import type { ServedVersion } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import {
  type MeshObjects,
  readController,
  readGatewaySelector,
  readNamespace,
  readReplicaSet,
  readService,
} from "./mesh-objects.ts";
import { readPod } from "./pods.ts";

/** One kind Fyr reads, and what it remembers of each object. */
interface Kind<Kept> {
  readonly group: "" | "apps" | "networking.istio.io";
  readonly resource: string;
  readonly keep: (object: KubernetesObject) => Kept;
}

const istio = "networking.istio.io";

const kinds = {
  pods: kind("", "pods", readPod),
  services: kind("", "services", readService),
  namespaces: kind("", "namespaces", readNamespace),
  deployments: kind("apps", "deployments", readController("Deployment")),
  statefulSets: kind("apps", "statefulsets", readController("StatefulSet")),
  daemonSets: kind("apps", "daemonsets", readController("DaemonSet")),
  replicaSets: kind("apps", "replicasets", readReplicaSet),
  serviceEntries: kind(istio, "serviceentries", asIs),
  virtualServices: kind(istio, "virtualservices", asIs),
  destinationRules: kind(istio, "destinationrules", asIs),
  gateways: kind(istio, "gateways", readGatewaySelector),
};

function kind<Kept>(group: Kind<Kept>["group"], resource: string, keep: Kind<Kept>["keep"]): Kind<Kept> {
  return { group, resource, keep };
}

function asIs(object: KubernetesObject): KubernetesObject {
  return object;
}

type Kinds = typeof kinds;
type KeptOf<Of> = Of extends Kind<infer Kept> ? Kept : never;
type Kept = { readonly [Name in keyof Kinds]: readonly KeptOf<Kinds[Name]>[] };

export interface WatchedKinds {
  objects(): MeshObjects;
  states(): readonly CollectionState[];
  putRoute(object: KubernetesObject): void;
  reconnect(): void;
}

interface Source {
  readonly api: KubernetesApi;
  readonly servedVersion: ServedVersion;
}

/** Keeps every kind until the signal ends. */
export function watchKinds(source: Source, onChange: () => void, signal: AbortSignal): WatchedKinds {
  const keep = <K>({ group, resource, keep }: Kind<K>): Collection<K> =>
    keepCollection({
      api: source.api,
      path: (until) => pathOf(source, group, resource, until),
      keep,
      onChange,
      signal,
    });
  const collections = {
    pods: keep(kinds.pods),
    services: keep(kinds.services),
    namespaces: keep(kinds.namespaces),
    deployments: keep(kinds.deployments),
    statefulSets: keep(kinds.statefulSets),
    daemonSets: keep(kinds.daemonSets),
    replicaSets: keep(kinds.replicaSets),
    serviceEntries: keep(kinds.serviceEntries),
    virtualServices: keep(kinds.virtualServices),
    destinationRules: keep(kinds.destinationRules),
    gateways: keep(kinds.gateways),
  };
  const all = Object.values(collections);
  return {
    objects: () =>
      meshObjects({
        pods: collections.pods.items(),
        services: collections.services.items(),
        namespaces: collections.namespaces.items(),
        deployments: collections.deployments.items(),
        statefulSets: collections.statefulSets.items(),
        daemonSets: collections.daemonSets.items(),
        replicaSets: collections.replicaSets.items(),
        serviceEntries: collections.serviceEntries.items(),
        virtualServices: collections.virtualServices.items(),
        destinationRules: collections.destinationRules.items(),
        gateways: collections.gateways.items(),
      }),
    states: () => all.map((collection) => collection.state()),
    putRoute: collections.virtualServices.put,
    reconnect: () => {
      for (const collection of all) collection.reconnect();
    },
  };
}

/** Reads every kind once. Kinds that are not served or may not be read are empty. */
export async function readKinds(source: Source, signal: AbortSignal): Promise<MeshObjects> {
  const read = async <K>({ group, resource, keep }: Kind<K>): Promise<readonly K[]> => {
    try {
      const path = await pathOf(source, group, resource, signal);
      return path === undefined ? [] : (await listAll(source.api, path, signal)).objects.map(keep);
    } catch (error) {
      if (error instanceof KubernetesError && (error.code === "forbidden" || error.status === 404)) return [];
      throw error;
    }
  };
  const names = Object.keys(kinds) as (keyof Kinds)[];
  const lists = await Promise.all(names.map(async (name) => [name, await read<unknown>(kinds[name])]));
  // Object.fromEntries forgets which list belongs to which name; they were paired one line above.
  return meshObjects(Object.fromEntries(lists) as Kept);
}

function meshObjects({ deployments, statefulSets, daemonSets, gateways, ...rest }: Kept): MeshObjects {
  return { ...rest, controllers: [...deployments, ...statefulSets, ...daemonSets], gatewaySelectors: gateways };
}

/** Undefined where the cluster does not serve the group. */
async function pathOf(
  { servedVersion }: Pick<Source, "servedVersion">,
  group: Kind<unknown>["group"],
  resource: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (group === "") return `/api/v1/${resource}`;
  if (group === "apps") return `/apis/apps/v1/${resource}`;
  const version = await servedVersion(group, signal);
  return version === undefined ? undefined : `/apis/${group}/${version}/${resource}`;
}
