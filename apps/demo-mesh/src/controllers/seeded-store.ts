import { seedStore } from "../cluster/cluster-keeper.ts";
import type { KubernetesObject } from "../kubernetes/store/object.ts";
import { createObjectStore } from "../kubernetes/store/object-store.ts";
import { chooseMesh } from "../mesh/choose-mesh.ts";
import { clusterObjects } from "../mesh/cluster-objects.ts";
import type { ResourceName } from "../traffic/cluster-view.ts";

/** The demo's objects in a store of their own, for tests. */
export function seededStore() {
  const store = createObjectStore({ now: () => 0 });
  const seeds = clusterObjects(chooseMesh({ seed: 1, scenario: "calm" }).mesh);
  seedStore(store, seeds);
  const found = (resource: ResourceName, namespace: string, name: string): KubernetesObject => {
    const object = store.get(resource, namespace, name);
    if (!object) throw new Error(`There is no ${resource.plural} ${namespace}/${name}.`);
    return object;
  };
  return {
    store,
    seeds,
    found,
    /** As a person would, with kubectl. */
    edit(resource: ResourceName, namespace: string, name: string, spec: object) {
      const object = found(resource, namespace, name);
      const draft = { ...object, spec: { ...(object["spec"] as object), ...spec } };
      return store.update(resource, draft, { manager: "kubectl-edit" });
    },
  };
}
