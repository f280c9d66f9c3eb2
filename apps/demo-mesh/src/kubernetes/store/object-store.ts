import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { alreadyExists, conflict, modified, notFound } from "../status/status-error.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { claimFields, type Writer } from "./field-ownership.ts";
import { type DraftObject, type KubernetesObject, objectPath, type ResourceId, timestamp } from "./object.ts";
import { createObjectFile } from "./object-file.ts";
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

export function createObjectStore(options: ObjectStoreOptions): ObjectStore {
  const objects = new Map<string, Map<string, KubernetesObject>>();
  const listeners = new Set<(change: ObjectChange) => void>();
  const file = options.persistTo ? createObjectFile(options.persistTo, content) : undefined;
  const saved = file?.load();
  let version = saved ? saved.resourceVersion + VERSIONS_SKIPPED_AT_START : 1;
  const history = createWatchHistory(version, options.historyLength ?? 2000);
  for (const { resource, object } of saved?.objects ?? []) {
    shelf(resource).set(pathOf(object), deepFreeze(object));
  }

  function shelf(resource: ResourceId): Map<string, KubernetesObject> {
    const key = `${resource.group}/${resource.plural}`;
    const found = objects.get(key) ?? new Map<string, KubernetesObject>();
    objects.set(key, found);
    return found;
  }

  function content() {
    const all = [...objects].flatMap(([key, shelved]) => {
      const [group = "", plural = ""] = key.split("/");
      return [...shelved.values()].map((object) => ({ resource: { group, plural }, object }));
    });
    return { resourceVersion: version, objects: all };
  }

  function publish(change: ObjectChange): void {
    history.push(change);
    file?.saveSoon();
    for (const listener of [...listeners]) listener(change);
  }

  function writer(draft: DraftObject, write: WriteOptions): Writer {
    const { manager = "demo-mesh", operation = "Update", apiVersion = draft.apiVersion, subresource } = write;
    const time = timestamp(options.now());
    return { manager, operation, apiVersion, time, ...(subresource && { subresource }) };
  }

  return {
    list(resource, namespace) {
      const all = [...shelf(resource).values()];
      const wanted = namespace ? all.filter((object) => object.metadata.namespace === namespace) : all;
      return wanted.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    },
    get: (resource, namespace, name) => shelf(resource).get(objectPath(namespace, name)),
    create(resource, draft, write = {}) {
      const shelved = shelf(resource);
      const { generateName, ...meta } = draft.metadata;
      const name = meta.name ?? `${generateName ?? ""}${randomUUID().slice(-5)}`;
      const path = objectPath(meta.namespace, name);
      if (shelved.has(path)) throw alreadyExists(resource, name);
      const plain = plainCopy({ ...draft, metadata: { ...meta, name } });
      const managedFields = claimFields([], undefined, plain, writer(draft, write));
      const metadata = {
        ...plain.metadata,
        name,
        uid: randomUUID(),
        resourceVersion: write.dryRun ? "" : String(version + 1),
        creationTimestamp: timestamp(options.now()),
        ...("spec" in draft && { generation: 1 }),
        managedFields,
      };
      const object = deepFreeze({ ...plain, metadata });
      if (write.dryRun) return object;
      version += 1;
      shelved.set(path, object);
      publish({ type: "ADDED", resource, resourceVersion: version, object });
      return object;
    },
    update(resource, draft, write = {}) {
      const name = draft.metadata.name ?? "";
      const path = objectPath(draft.metadata.namespace, name);
      const shelved = shelf(resource);
      const previous = shelved.get(path);
      if (!previous) throw notFound(resource, name);
      refuseStale(resource, previous, draft.metadata);
      const next = successor(previous, plainCopy(draft), writer(draft, write));
      if (!next) return previous;
      if (write.dryRun) return deepFreeze(next);
      version += 1;
      const object = deepFreeze({ ...next, metadata: { ...next.metadata, resourceVersion: String(version) } });
      shelved.set(path, object);
      publish({ type: "MODIFIED", resource, resourceVersion: version, object, previous });
      return object;
    },
    delete(resource, namespace, name, remove = {}) {
      const shelved = shelf(resource);
      const previous = shelved.get(objectPath(namespace, name));
      if (!previous) throw notFound(resource, name);
      refuseOther(resource, previous, remove);
      if (remove.dryRun) return previous;
      version += 1;
      shelved.delete(objectPath(namespace, name));
      const metadata = { ...previous.metadata, resourceVersion: String(version) };
      const object = deepFreeze({ ...previous, metadata });
      publish({ type: "DELETED", resource, resourceVersion: version, object, previous });
      return object;
    },
    resourceVersion: () => version,
    changesSince: (since) => history.since(since),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    compact: () => history.compact(version),
    flush: async () => file?.flush(),
  };
}

const pathOf = ({ metadata }: KubernetesObject) => objectPath(metadata.namespace, metadata.name);

// Through JSON: what cannot be sent (undefined, dates) must not be kept either.
const plainCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

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

/** The next state of an object, still under the old version; nothing if nothing changed. */
function successor(previous: KubernetesObject, draft: DraftObject, by: Writer): KubernetesObject | undefined {
  const { name, uid, resourceVersion, creationTimestamp, generation, managedFields = [] } = previous.metadata;
  const kept = { name, uid, resourceVersion, creationTimestamp };
  const counted = generation === undefined ? {} : { generation };
  const bare = { ...draft, metadata: { ...draft.metadata, ...kept, ...counted, managedFields } };
  const claimed = claimFields(managedFields, previous, bare, by);
  if (isDeepStrictEqual(bare, { ...previous, metadata: { ...previous.metadata, managedFields } })) return undefined;
  const moved = generation !== undefined && !isDeepStrictEqual(desired(previous), desired(bare));
  return {
    ...bare,
    metadata: {
      ...bare.metadata,
      ...(generation !== undefined && { generation: moved ? generation + 1 : generation }),
      managedFields: claimed,
    },
  } as KubernetesObject;
}

/** What people ask for: everything but the metadata and what controllers report. */
function desired(object: DraftObject): unknown {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}
