import { alreadyExists, conflict, modified, notFound } from "../status/status-error.ts";
import { deepFreeze } from "./deep-freeze.ts";
import type { Writer } from "./field-ownership.ts";
import { newObject, nextObject, withVersion } from "./next-object.ts";
import { type DraftObject, type KubernetesObject, type ResourceId, timestamp } from "./object.ts";
import { createObjectFile } from "./object-file.ts";
import { createObjectShelves } from "./object-shelves.ts";
import { type ChangesSince, createWatchHistory, type ObjectChange } from "./watch-history.ts";

export interface ObjectStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A JSON file that is read at the start and follows every change. */
  readonly persistTo?: string;
  /** How many changes a watch can go back. */
  readonly historyLength?: number;
}

export interface WriteOptions {
  /** Who writes, for `managedFields`. */
  readonly manager?: string;
  readonly operation?: "Update" | "Apply";
  /** The version the writer speaks, where it is not the one that is stored. */
  readonly apiVersion?: string;
  readonly subresource?: string;
  /** Answer what would be stored, and store nothing. */
  readonly dryRun?: boolean;
}

export interface DeleteOptions {
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly dryRun?: boolean;
}

/** The objects of one cluster. What it hands out is frozen; what it refuses it throws as a `StatusError`. */
export interface ObjectStore {
  /** Sorted by namespace, then name. Without a namespace: of all. */
  list(resource: ResourceId, namespace?: string): readonly KubernetesObject[];
  get(resource: ResourceId, namespace: string | undefined, name: string): KubernetesObject | undefined;
  create(resource: ResourceId, draft: DraftObject, options?: WriteOptions): KubernetesObject;
  /** Replaces the whole object. A `resourceVersion` in the draft must be the current one. No change, no new version. */
  update(resource: ResourceId, draft: DraftObject, options?: WriteOptions): KubernetesObject;
  delete(resource: ResourceId, namespace: string | undefined, name: string, options?: DeleteOptions): KubernetesObject;
  /** The version of the newest change of anything. */
  resourceVersion(): number;
  changesSince(resourceVersion: number): ChangesSince;
  /** Called after every change, in order, before the writer gets its answer. Returns the undoing. */
  subscribe(listener: (change: ObjectChange) => void): () => void;
  /** Forgets past changes, as etcd does every five minutes: watches from before it get 410. */
  compact(): void;
  /** Settles when everything is on disk. */
  flush(): Promise<void>;
}

// After a crash the last changes may be missing from the file; their versions must not come again.
const VERSIONS_SKIPPED_AT_START = 1000;

export function createObjectStore({ now, persistTo, historyLength = 2000 }: ObjectStoreOptions): ObjectStore {
  const file = persistTo ? createObjectFile(persistTo) : undefined;
  const saved = file?.load();
  const shelves = createObjectShelves(saved?.objects ?? []);
  const listeners = new Set<(change: ObjectChange) => void>();
  let version = saved ? saved.resourceVersion + VERSIONS_SKIPPED_AT_START : 1;
  const history = createWatchHistory(version, historyLength);

  const publish = (change: Omit<ObjectChange, "resourceVersion">): KubernetesObject => {
    const whole = { ...change, resourceVersion: version };
    history.push(whole);
    file?.saveSoon(() => ({ resourceVersion: version, objects: shelves.everything() }));
    for (const listener of [...listeners]) listener(whole);
    return change.object;
  };
  const place = (resource: ResourceId, object: KubernetesObject, previous?: KubernetesObject): KubernetesObject => {
    version += 1;
    const stored = shelves.put(resource, withVersion(object, version));
    return publish({ type: previous ? "MODIFIED" : "ADDED", resource, object: stored, ...(previous && { previous }) });
  };

  return {
    list: (resource, namespace) => shelves.list(resource, namespace),
    get: shelves.get,
    create(resource, draft, options = {}) {
      const object = newObject(draft, writerOf(draft, options, now()));
      const { namespace, name } = object.metadata;
      if (shelves.get(resource, namespace, name)) throw alreadyExists(resource, name);
      return options.dryRun ? deepFreeze(object) : place(resource, object);
    },
    update(resource, draft, options = {}) {
      const previous = shelves.get(resource, draft.metadata.namespace, draft.metadata.name ?? "");
      if (!previous) throw notFound(resource, draft.metadata.name ?? "");
      refuseStale(resource, previous, draft.metadata);
      const next = nextObject(previous, draft, writerOf(draft, options, now()));
      if (!next) return previous;
      return options.dryRun ? deepFreeze(next) : place(resource, next, previous);
    },
    delete(resource, namespace, name, options = {}) {
      const previous = shelves.get(resource, namespace, name);
      if (!previous) throw notFound(resource, name);
      refuseOther(resource, previous, options);
      if (options.dryRun) return previous;
      version += 1;
      shelves.remove(resource, previous);
      return publish({ type: "DELETED", resource, object: deepFreeze(withVersion(previous, version)), previous });
    },
    resourceVersion: () => version,
    changesSince: history.since,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact: () => history.compact(version),
    flush: async () => file?.flush(),
  };
}

function writerOf(draft: DraftObject, options: WriteOptions, nowMs: number): Writer {
  const { manager = "demo-mesh", operation = "Update", apiVersion = draft.apiVersion, subresource } = options;
  return { manager, operation, apiVersion, time: timestamp(nowMs), ...(subresource && { subresource }) };
}

function refuseStale(resource: ResourceId, stored: KubernetesObject, asked: DraftObject["metadata"]): void {
  const { resourceVersion, uid } = asked;
  if (resourceVersion && resourceVersion !== stored.metadata.resourceVersion) {
    throw modified(resource, stored.metadata.name);
  }
  if (uid && uid !== stored.metadata.uid) throw otherUid(resource, stored, uid);
}

function refuseOther(resource: ResourceId, stored: KubernetesObject, { uid, resourceVersion }: DeleteOptions): void {
  const { metadata } = stored;
  if (uid && uid !== metadata.uid) throw otherUid(resource, stored, uid);
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflict(resource, metadata.name, `Precondition failed: ${why}`);
  }
}

function otherUid(resource: ResourceId, stored: KubernetesObject, uid: string) {
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stored.metadata.uid}`;
  return conflict(resource, stored.metadata.name, why);
}
