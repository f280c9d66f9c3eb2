import type { ObjectStore } from "./kubernetes/store/object-store.ts";
import type { SeedObject } from "./mesh/seed-object.ts";

/** Fills an empty store; owners come before what they own, whose references get the owners' uids. */
export function seedStore(store: ObjectStore, seeds: readonly SeedObject[]): void {
  const uids = new Map<string, string>();
  for (const { resource, manager, object } of seeds) {
    const { metadata, kind } = object;
    const ownerReferences = metadata.ownerReferences?.map((owner) => ({
      ...owner,
      uid: uids.get(`${owner.kind} ${metadata.namespace} ${owner.name}`) ?? owner.uid,
    }));
    const draft = { ...object, metadata: { ...metadata, ...(ownerReferences && { ownerReferences }) } };
    const created = store.create(resource, draft, { manager });
    uids.set(`${kind} ${metadata.namespace} ${metadata.name}`, created.metadata.uid);
  }
}
