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

interface Held<Kept> {
  readonly kept: Kept;
  readonly version: string;
}

/** `onSeen`: told of every change after the first list: what was kept and what is; undefined is not there. */
export function createKeptObjects<Kept>(
  keep: (object: KubernetesObject) => Kept,
  onSeen: (before: Kept | undefined, after: Kept | undefined) => void = () => undefined,
): KeptObjects<Kept> {
  let held = new Map<string, Held<Kept>>();
  let isListed = false;
  const tell = (before: Held<Kept> | undefined, after: Held<Kept> | undefined) => {
    if (isListed && before?.version !== after?.version) onSeen(before?.kept, after?.kept);
  };
  const put = (object: KubernetesObject, into: Map<string, Held<Kept>>) => {
    const key = objectKey(object);
    const before = held.get(key);
    const after = { kept: keep(object), version: object.metadata.resourceVersion ?? "" };
    into.set(key, after);
    tell(before, after);
  };
  const set = (object: KubernetesObject) => put(object, held);
  return {
    items: () => Array.from(held.values(), ({ kept }) => kept),
    replaceAll: (objects) => {
      const listed = new Map<string, Held<Kept>>();
      for (const object of objects) put(object, listed);
      for (const [key, before] of held) if (!listed.has(key)) tell(before, undefined);
      held = listed;
      isListed = true;
    },
    set,
    setIfNewer: (object) => {
      const known = held.get(objectKey(object));
      const isTaken = known === undefined || isNewer(object.metadata.resourceVersion, known.version);
      if (isTaken) set(object);
      return isTaken;
    },
    remove: (object) => {
      const key = objectKey(object);
      tell(held.get(key), undefined);
      held.delete(key);
    },
  };
}

/** Versions are numbers that rise, though the API promises so only from 1.35 on; anything else is taken as newer. */
function isNewer(version: string | undefined, than: string): boolean {
  const numbers = /^\d+$/;
  if (version === undefined || !numbers.test(version) || !numbers.test(than)) return version !== than;
  return BigInt(version) > BigInt(than);
}
