import type { KubernetesObject, ResourceId } from "./object.ts";

/** One change of one object. `object` carries the resourceVersion of the change, also when it is deleted. */
export interface ObjectChange {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: ResourceId;
  readonly resourceVersion: number;
  readonly object: KubernetesObject;
  /** As it was before; absent when it was added. */
  readonly previous?: KubernetesObject;
}

export type ChangesSince =
  | { readonly ok: true; readonly changes: readonly ObjectChange[] }
  | { readonly ok: false; readonly oldest: number };

/** The last `capacity` changes, oldest first. `startsAt`: the version before the first change that can be told. */
export function createWatchHistory(startsAt: number, capacity: number) {
  let changes: ObjectChange[] = [];
  let oldest = startsAt;

  return {
    push(change: ObjectChange): void {
      changes.push(change);
      if (changes.length < capacity * 2) return;
      const dropped = changes.length - capacity;
      oldest = changes[dropped - 1]?.resourceVersion ?? oldest;
      changes = changes.slice(dropped);
    },
    /** Everything after `resourceVersion`, unless some of it is forgotten. */
    since(resourceVersion: number): ChangesSince {
      if (resourceVersion < oldest) return { ok: false, oldest };
      return { ok: true, changes: changes.filter((change) => change.resourceVersion > resourceVersion) };
    },
    /** Forgets everything up to and including `resourceVersion`. */
    compact(resourceVersion: number): void {
      oldest = Math.max(oldest, resourceVersion);
      changes = changes.filter((change) => change.resourceVersion > resourceVersion);
    },
  };
}
