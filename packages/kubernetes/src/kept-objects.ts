import type { KubernetesObject } from "@fyr/routing";
import { objectKey } from "./read-object.ts";

/** What is remembered of each object of a collection, with the version it is from. */
export interface KeptObjects<Kept> {
  items(): readonly Kept[];
  replaceAll(objects: readonly KubernetesObject[]): void;
  set(object: KubernetesObject): void;
  /** The same, unless what is held is as new. Says whether it was taken in. */
  setIfNewer(object: KubernetesObject): boolean;
  remove(object: KubernetesObject): void;
}

export function createKeptObjects<Kept>(keep: (object: KubernetesObject) => Kept): KeptObjects<Kept> {
  const held = new Map<string, { readonly kept: Kept; readonly version: string }>();
  const set = (object: KubernetesObject) => {
    held.set(objectKey(object), { kept: keep(object), version: object.metadata.resourceVersion ?? "" });
  };
  return {
    items: () => Array.from(held.values(), ({ kept }) => kept),
    replaceAll: (objects) => {
      held.clear();
      for (const object of objects) set(object);
    },
    set,
    setIfNewer: (object) => {
      const known = held.get(objectKey(object));
      const isTaken = known === undefined || isNewer(object.metadata.resourceVersion, known.version);
      if (isTaken) set(object);
      return isTaken;
    },
    remove: (object) => {
      held.delete(objectKey(object));
    },
  };
}

/** Versions are numbers that rise, though the API promises so only from 1.35 on; anything else is taken as newer. */
function isNewer(version: string | undefined, than: string): boolean {
  const numbers = /^\d+$/;
  if (version === undefined || !numbers.test(version) || !numbers.test(than)) return version !== than;
  return BigInt(version) > BigInt(than);
}
