import { isDeepStrictEqual } from "node:util";
import type { FieldSet, ManagedFields } from "./object.ts";

export interface Writer {
  readonly manager: string;
  readonly operation: "Update" | "Apply";
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly time: string;
  readonly subresource?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const SERVER_FIELDS = new Set([
  "apiVersion",
  "kind",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "metadata.resourceVersion",
  "metadata.generation",
  "metadata.creationTimestamp",
  "metadata.managedFields",
]);

/**
 * The claims after `writer` turned `before` into `after`: the fields that changed are the writer's alone,
 * fields that are gone are nobody's. A list is claimed whole, as the API server does with atomic lists.
 */
export function claimFields(
  claims: readonly ManagedFields[],
  before: Fields | undefined,
  after: Fields,
  writer: Writer,
): readonly ManagedFields[] {
  const touched = changedFields(before ?? {}, after, "");
  if (isEmpty(touched.written) && isEmpty(touched.removed)) return claims;
  const lost = unite(touched.written, touched.removed);
  const mine = claims.find((claim) => isSameWriter(claim, writer));
  const others = claims.flatMap((claim) => {
    if (claim === mine) return [];
    const fieldsV1 = subtract(claim.fieldsV1, lost);
    return isEmpty(fieldsV1) ? [] : [{ ...claim, fieldsV1 }];
  });
  const fieldsV1 = unite(subtract(mine?.fieldsV1 ?? {}, touched.removed), touched.written);
  const { manager, operation, apiVersion, time, subresource } = writer;
  if (isEmpty(fieldsV1)) return others;
  return [
    ...others,
    { manager, operation, apiVersion, time, fieldsType: "FieldsV1", fieldsV1, ...(subresource && { subresource }) },
  ];
}

/** Every field of `after`, as one claims it who wrote it all. */
export function fieldsOf(after: Fields): FieldSet {
  return changedFields({}, after, "").written;
}

function isSameWriter(claim: ManagedFields, writer: Writer): boolean {
  return (
    claim.manager === writer.manager &&
    claim.operation === writer.operation &&
    claim.apiVersion === writer.apiVersion &&
    claim.subresource === writer.subresource
  );
}

function changedFields(before: Fields, after: Fields, path: string): { written: FieldSet; removed: FieldSet } {
  const written: Record<string, FieldSet> = {};
  const removed: Record<string, FieldSet> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const here = path ? `${path}.${name}` : name;
    if (SERVER_FIELDS.has(here)) continue;
    const [was, is] = [before[name], after[name]];
    const key = `f:${name}`;
    if (!(name in after)) removed[key] = {};
    else if (isFields(is) && (isFields(was) || Object.keys(is).length > 0)) {
      const inner = changedFields(isFields(was) ? was : {}, is, here);
      if (!isEmpty(inner.written)) written[key] = inner.written;
      if (!isEmpty(inner.removed)) removed[key] = inner.removed;
    } else if (!isDeepStrictEqual(was, is)) written[key] = {};
  }
  return { written, removed };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(set: FieldSet): boolean {
  return Object.keys(set).length === 0;
}

function unite(left: FieldSet, right: FieldSet): FieldSet {
  const all: Record<string, FieldSet> = { ...left };
  for (const [key, inner] of Object.entries(right)) all[key] = unite(all[key] ?? {}, inner);
  return all;
}

/** What of `set` is left: a field taken whole takes what is under it along. */
function subtract(set: FieldSet, taken: FieldSet): FieldSet {
  const rest: Record<string, FieldSet> = {};
  for (const [key, inner] of Object.entries(set)) {
    const gone = taken[key];
    if (!gone) rest[key] = inner;
    else if (!isEmpty(gone) && !isEmpty(inner)) {
      const left = subtract(inner, gone);
      if (!isEmpty(left)) rest[key] = left;
    }
  }
  return rest;
}
