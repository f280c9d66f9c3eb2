import { editedResources, type KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { type Collection, keepCollection } from "./collection.ts";
import type { CollectionState } from "./collection-state.ts";
import type { ServedVersion } from "./discovery.ts";
import { type Kind, type KindName, kindNames, kinds, meshObjects, pathOfKind } from "./kinds.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import type { MeshObjects } from "./mesh-objects.ts";

export interface WatchedKinds {
  objects(): MeshObjects;
  /** Of all kinds the inventory is made of. */
  states(): readonly CollectionState[];
  putRoute(object: KubernetesObject): void;
  reconnect(): void;
}

interface Source {
  readonly api: KubernetesApi;
  readonly servedVersion: ServedVersion;
}

export interface KindListeners {
  /** Told when the inventory may be another one. */
  readonly onChange: () => void;
  /** Told what was remembered of an object and what is now; absent: it is not there. */
  readonly onSeen: (kind: KindName, before: unknown, after: unknown) => void;
}

/** Keeps every kind until the signal ends. */
export function watchKinds(
  { api, servedVersion }: Source,
  { onChange, onSeen }: KindListeners,
  signal: AbortSignal,
): WatchedKinds {
  const keep = <K>(name: KindName, kind: Kind<K>): Collection<K> =>
    keepCollection({
      api,
      path: (until) => pathOfKind(servedVersion, kind, until),
      keep: kind.keep,
      onChange: kind.neededFor === "timeline" ? () => undefined : onChange,
      onSeen: (before, after) => onSeen(name, before, after),
      signal,
    });
  const collections = new Map(kindNames.map((name) => [name, keep<unknown>(name, kinds[name])]));
  const all = [...collections.values()];
  const needed = kindNames
    .filter((name) => kinds[name].neededFor === "inventory")
    .flatMap((name) => collections.get(name) ?? []);
  return {
    objects: () => meshObjects((name) => knownItems(collections.get(name))),
    states: () => needed.map((collection) => collection.state()),
    putRoute: (object) => {
      const [, resource] = Object.entries(editedResources).find(([kind]) => kind === object.kind) ?? [];
      const name = kindNames.find((each) => kinds[each].resource === resource?.plural);
      if (name !== undefined) collections.get(name)?.put(object);
    },
    reconnect: () => {
      for (const collection of all) collection.reconnect();
    },
  };
}

/** What was read before still counts while the server does not answer. */
function knownItems<K>(collection: Collection<K> | undefined): readonly K[] | undefined {
  const status = collection?.state().status;
  return status === "loading" || status === "forbidden" ? undefined : collection?.items();
}

/** Reads every kind once. */
export async function readKinds({ api, servedVersion }: Source, signal: AbortSignal): Promise<MeshObjects> {
  const read = async <K>(kind: Kind<K>): Promise<readonly K[] | undefined> => {
    try {
      const path = await pathOfKind(servedVersion, kind, signal);
      return path === undefined ? [] : (await listAll(api, path, signal)).objects.map(kind.keep);
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) return [];
      const isDispensable = kind.neededFor !== "inventory";
      if (error instanceof KubernetesError && (error.code === "forbidden" || isDispensable)) return undefined;
      throw error;
    }
  };
  const lists = new Map(
    await Promise.all(kindNames.map(async (name) => [name, await read<unknown>(kinds[name])] as const)),
  );
  return meshObjects((name) => lists.get(name));
}
