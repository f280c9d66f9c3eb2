import { isDeepStrictEqual } from "node:util";
import type { Target } from "../request/parse-path.ts";
import { apiVersionOf, storedIn } from "../resources/resource-type.ts";
import { isFields } from "../schema/check-fields.ts";
import { badRequest, invalid, type StatusCause, StatusError } from "../status/status-error.ts";
import { fieldsOf } from "../store/field-ownership.ts";
import type { DraftObject, FieldSet, KubernetesObject } from "../store/object.ts";
import { present } from "./present.ts";
import { asDraft, mediaType, parseYaml } from "./read-body.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";
import { createObject, replaceObject } from "./write.ts";

type Fields = Readonly<Record<string, unknown>>;

export function isApply({ contentType }: ApiRequest): boolean {
  return mediaType(contentType) === "application/apply-patch+yaml";
}

/**
 * Server-side apply. A field another manager owns and the applied object wants otherwise is a conflict, unless forced;
 * a field this manager applied before and leaves out now goes. Lists are owned whole.
 */
export function applyObject(context: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version, namespace, name = "" } = target;
  const manager = request.url.searchParams.get("fieldManager");
  if (!manager) throw invalid({ kind: "PatchOptions", group: "meta.k8s.io" }, "", [managerMissing]);
  const wanted = asDraft(parseYaml(request.body), apiVersionOf(type, version), type.kind);
  const named = { ...wanted, metadata: { ...wanted.metadata, name, ...(namespace && { namespace }) } };
  if (wanted.metadata.managedFields) throw badRequest("metadata.managedFields must be nil");
  const found = context.store.get(storedIn(type), namespace, name);
  if (!found) {
    const { name: _name, ...collection } = target;
    const body = JSON.stringify(named);
    return createObject(context, { ...request, body, contentType: "application/json" }, collection, "Apply");
  }
  const current = present(type, version, found);
  const force = request.url.searchParams.get("force") === "true";
  if (!force) refuseConflicts(current, named, manager);
  const mine = current.metadata.managedFields?.find((one) => one.manager === manager && one.operation === "Apply");
  const kept = mine ? without(current, leftOut(mine.fieldsV1, fieldsOf(named))) : current;
  return replaceObject(context, request, target, merge(kept, named) as DraftObject, { operation: "Apply" });
}

const managerMissing: StatusCause = {
  reason: "FieldValueRequired",
  message: "Required value: is required for apply patch",
  field: "fieldManager",
};

function refuseConflicts(current: KubernetesObject, wanted: DraftObject, manager: string): void {
  const others = (current.metadata.managedFields ?? []).filter((one) => one.manager !== manager);
  const paths = leaves(fieldsOf(wanted)).filter((path) => !isDeepStrictEqual(at(current, path), at(wanted, path)));
  const causes = others.flatMap((other) =>
    paths
      .filter((path) => owns(other.fieldsV1, path))
      .map((path) => ({
        reason: "FieldManagerConflict",
        message: `conflict with "${other.manager}"${other.operation === "Update" ? ` using ${other.apiVersion}` : ""}`,
        field: `.${path.join(".")}`,
      })),
  );
  if (causes.length === 0) return;
  const told = causes.map(({ message, field }) => `${message}: ${field}`).join(", ");
  const count = causes.length === 1 ? "1 conflict" : `${causes.length} conflicts`;
  throw new StatusError(409, "Conflict", `Apply failed with ${count}: ${told}`, { causes });
}

function leaves(set: FieldSet, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(set).flatMap(([key, inner]) => {
    const here = [...path, key.slice(2)];
    return Object.keys(inner).length === 0 ? [here] : leaves(inner, here);
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value);
}

function owns(set: FieldSet, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return true;
  const inner = set[`f:${name}`];
  return inner !== undefined && (Object.keys(inner).length === 0 || owns(inner, rest));
}

/** What `before` claims and `now` does not. */
function leftOut(before: FieldSet, now: FieldSet): readonly (readonly string[])[] {
  return leaves(before).filter((path) => !owns(now, path) && !leaves(now).some((kept) => isUnder(kept, path)));
}

const isUnder = (path: readonly string[], parent: readonly string[]) =>
  parent.every((name, index) => path[index] === name);

function without(value: Fields, paths: readonly (readonly string[])[]): Fields {
  return paths.reduce<Fields>((rest, path) => drop(rest, path), value);
}

function drop(value: Fields, [name = "", ...rest]: readonly string[]): Fields {
  const inner = value[name];
  if (rest.length > 0) return isFields(inner) ? { ...value, [name]: drop(inner, rest) } : value;
  const { [name]: _gone, ...others } = value;
  return others;
}

function merge(current: unknown, wanted: unknown): unknown {
  if (!isFields(current) || !isFields(wanted)) return wanted;
  const merged: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(wanted)) merged[name] = merge(current[name], value);
  return merged;
}
