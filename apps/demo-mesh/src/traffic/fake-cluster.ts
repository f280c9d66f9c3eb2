import type { SeedObject } from "../mesh/seed-object.ts";
import type { ClusterObject, ClusterView, ResourceName } from "./cluster-view.ts";

/** A cluster in memory, for tests: holds what it is given and tells of what is put. */
export function createFakeCluster(seeds: readonly SeedObject[]) {
  const objects = new Map<string, ClusterObject>();
  const listeners = new Set<(change: { resource: ResourceName }) => void>();
  const pathOf = ({ group, plural }: ResourceName, { metadata }: ClusterObject) =>
    `${group}/${plural} ${metadata.namespace ?? ""} ${metadata.name}`;
  for (const { resource, object } of seeds) objects.set(pathOf(resource, object), object);
  const view: ClusterView = {
    list: ({ group, plural }) =>
      [...objects].flatMap(([path, object]) => (path.startsWith(`${group}/${plural} `) ? [object] : [])),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    view,
    get: (resource: ResourceName, namespace: string, name: string) =>
      objects.get(pathOf(resource, { metadata: { namespace, name } })),
    put(resource: ResourceName, object: ClusterObject) {
      objects.set(pathOf(resource, object), object);
      for (const listener of listeners) listener({ resource });
    },
    remove(resource: ResourceName, namespace: string, name: string) {
      objects.delete(pathOf(resource, { metadata: { namespace, name } }));
      for (const listener of listeners) listener({ resource });
    },
  };
}
