import { deepFreeze } from "./deep-freeze.ts";
import { type KubernetesObject, objectPath, type ResourceId } from "./object.ts";
import type { StoredObject } from "./object-file.ts";

export interface ObjectShelves {
  get(resource: ResourceId, namespace: string | undefined, name: string): KubernetesObject | undefined;
  /** Sorted by namespace, then name. */
  list(resource: ResourceId, namespace: string | undefined): readonly KubernetesObject[];
  /** Freezes the object and puts it where its namespace and name say. */
  put(resource: ResourceId, object: KubernetesObject): KubernetesObject;
  remove(resource: ResourceId, object: KubernetesObject): void;
  everything(): readonly StoredObject[];
}

const pathOf = ({ metadata }: KubernetesObject) => objectPath(metadata.namespace, metadata.name);

/** The current objects, a shelf for each resource. */
export function createObjectShelves(objects: readonly StoredObject[]): ObjectShelves {
  const shelves = new Map<string, { resource: ResourceId; objects: Map<string, KubernetesObject> }>();
  const shelf = ({ group, plural }: ResourceId): Map<string, KubernetesObject> => {
    const key = `${group}/${plural}`;
    const found = shelves.get(key) ?? { resource: { group, plural }, objects: new Map<string, KubernetesObject>() };
    shelves.set(key, found);
    return found.objects;
  };
  const put = (resource: ResourceId, object: KubernetesObject) => {
    shelf(resource).set(pathOf(object), deepFreeze(object));
    return object;
  };
  for (const { resource, object } of objects) put(resource, object);

  return {
    get: (resource, namespace, name) => shelf(resource).get(objectPath(namespace, name)),
    list(resource, namespace) {
      const all = [...shelf(resource).values()];
      const wanted = namespace ? all.filter(({ metadata }) => metadata.namespace === namespace) : all;
      return wanted.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    },
    put,
    remove: (resource, object) => shelf(resource).delete(pathOf(object)),
    everything: () =>
      [...shelves.values()].flatMap(({ resource, objects: shelved }) =>
        [...shelved.values()].map((object) => ({ resource, object })),
      ),
  };
}
