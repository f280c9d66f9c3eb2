import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";

const OWNERS = {
  ReplicaSet: RESOURCES.replicaSets,
  Deployment: RESOURCES.deployments,
  StatefulSet: RESOURCES.statefulSets,
  Canary: RESOURCES.canaries,
};

/** Owners come before what they own, which refers to them by the uid the store gave them. */
export function createOwned(store: ObjectStore, { resource, manager, object }: SeedObject): void {
  const { metadata } = object;
  const ownerReferences = metadata.ownerReferences?.map((owner) => {
    const found = store.get(OWNERS[owner.kind], metadata.namespace, owner.name);
    return { ...owner, uid: found?.metadata.uid ?? owner.uid };
  });
  const draft = { ...object, metadata: { ...metadata, ...(ownerReferences && { ownerReferences }) } };
  store.create(resource, draft, { manager });
}
