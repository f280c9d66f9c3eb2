import { createObjectStore, type ObjectStore } from "./kubernetes/store/object-store.ts";
import { clusterObjects } from "./mesh/cluster-objects.ts";
import type { MeshSpec } from "./mesh/mesh-spec.ts";
import { reconcilePods } from "./mesh/reconcile-pods.ts";
import type { SeedObject } from "./mesh/seed-object.ts";
import { RESOURCES } from "./traffic/cluster-view.ts";

export interface ClusterKeeperOptions {
  readonly mesh: MeshSpec;
  readonly seed: number;
  /** Where objects are kept between runs. */
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ClusterKeeper {
  readonly store: ObjectStore;
  /** Brings pods in line with what controllers ask for. */
  reconcile(): void;
}

const FIRST_DAY_BEFORE_MS = 9 * 86_400_000;
const MANAGER = "kube-controller-manager";
const RECONCILED = new Set<string>(
  [RESOURCES.pods, RESOURCES.deployments, RESOURCES.statefulSets].map(({ plural }) => plural),
);

/** The cluster's objects: those of the last run, or those of the first day. */
export function keepCluster({ mesh, seed, file, now }: ClusterKeeperOptions): ClusterKeeper {
  // The first objects are older than the mesh's history: nobody rolled everything out at once a minute ago.
  let ageMs = FIRST_DAY_BEFORE_MS;
  const store = createObjectStore({ now: () => now() - ageMs, persistTo: file });
  if (store.list(RESOURCES.pods).length === 0) seedStore(store, clusterObjects(mesh, seed));
  ageMs = 0;
  let isOutOfLine = true;
  store.subscribe(({ resource }) => {
    if (RECONCILED.has(resource.plural)) isOutOfLine = true;
  });
  return {
    store,
    reconcile() {
      if (!isOutOfLine) return;
      isOutOfLine = false;
      const { create, remove, update } = reconcilePods(mesh, store, seed);
      for (const seedObject of create) createOwned(store, seedObject);
      for (const { namespace, name } of remove) store.delete(RESOURCES.pods, namespace, name);
      for (const { resource, object } of update) {
        const current = store.get(resource, object.metadata.namespace, object.metadata.name);
        if (current)
          store.update(resource, { ...current, status: object["status"] }, { manager: MANAGER, subresource: "status" });
      }
    },
  };
}

function seedStore(store: ObjectStore, seeds: readonly SeedObject[]): void {
  for (const seedObject of seeds) createOwned(store, seedObject);
}

const OWNERS = {
  ReplicaSet: RESOURCES.replicaSets,
  Deployment: RESOURCES.deployments,
  StatefulSet: RESOURCES.statefulSets,
};

/** Owners come before what they own, which refers to them by the uid the store gave them. */
function createOwned(store: ObjectStore, { resource, manager, object }: SeedObject): void {
  const { metadata } = object;
  const ownerReferences = metadata.ownerReferences?.map((owner) => {
    const found = store.get(OWNERS[owner.kind], metadata.namespace, owner.name);
    return { ...owner, uid: found?.metadata.uid ?? owner.uid };
  });
  const draft = { ...object, metadata: { ...metadata, ...(ownerReferences && { ownerReferences }) } };
  store.create(resource, draft, { manager });
}
