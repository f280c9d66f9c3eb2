import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { claimFields, type Writer } from "./field-ownership.ts";
import type { DraftObject, KubernetesObject } from "./object.ts";

/** A draft as a new object of its own, still without a version. */
export function newObject(draft: DraftObject, by: Writer): KubernetesObject {
  const { generateName, ...given } = plainCopy(draft.metadata);
  const name = given.name ?? `${generateName ?? ""}${randomUUID().slice(-5)}`;
  const bare = { ...plainCopy(draft), metadata: { ...given, name } };
  const metadata = {
    ...bare.metadata,
    uid: randomUUID(),
    resourceVersion: "",
    creationTimestamp: by.time,
    ...("spec" in bare && { generation: 1 }),
    managedFields: claimFields([], undefined, bare, by),
  };
  return { ...bare, metadata };
}

/** The next state of an object, still under the old version; nothing if nothing changes. */
export function nextObject(previous: KubernetesObject, draft: DraftObject, by: Writer): KubernetesObject | undefined {
  const { name, uid, resourceVersion, creationTimestamp, generation, managedFields = [] } = previous.metadata;
  const plain = plainCopy(draft);
  const counted = generation === undefined ? {} : { generation };
  const kept = { name, uid, resourceVersion, creationTimestamp, ...counted, managedFields };
  const bare: KubernetesObject = { ...plain, metadata: { ...plain.metadata, ...kept } };
  if (isDeepStrictEqual(bare, { ...previous, metadata: { ...previous.metadata, managedFields } })) return undefined;
  const moved = generation !== undefined && !isDeepStrictEqual(desired(previous), desired(bare));
  const metadata = {
    ...bare.metadata,
    ...(moved && { generation: generation + 1 }),
    managedFields: claimFields(managedFields, previous, bare, by),
  };
  return { ...bare, metadata };
}

export function withVersion(object: KubernetesObject, version: number): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}

// Through JSON: what cannot be sent (undefined, dates) must not be kept either.
const plainCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What people ask for: everything but the metadata and what controllers report. */
function desired(object: KubernetesObject): unknown {
  const { apiVersion: _version, kind: _kind, metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}
