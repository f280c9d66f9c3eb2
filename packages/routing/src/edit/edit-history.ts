import type { ChangeId, JsonPatchOperation, ObjectChange, ObjectRef } from "@fyr/contract";
import { isObject, type JsonObject, listIn, objectIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";

/** The annotation an object carries its latest edits in, as JSON, oldest first. */
export const editsAnnotation = "fyr.dev/edits";
const keptEdits = 10;
/** Annotations of an object may have 256 KiB together. */
const mostBytes = 64 * 1024;

/** An object as it was before it was deleted: enough to make it again. */
export interface DeletedObject {
  readonly object: ObjectRef;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly spec: JsonObject;
}

/** One edit as written on an object it left: enough to show it and to take it back after a restart. */
export interface RecordedEdit extends Omit<ObjectChange, "undoneBy"> {
  /** What takes it back on this object: what its `spec` was, or nothing was there. */
  readonly back: readonly JsonPatchOperation[] | "delete";
  /** Objects the same edit deleted. Stands on the first object that is left. */
  readonly deleted?: readonly DeletedObject[];
}

/** Oldest first. An annotation somebody broke reads as no history, and the next edit starts a new one. */
export function readEdits(object: KubernetesObject): RecordedEdit[] {
  return readAnnotation(object, editsAnnotation).flatMap((entry) => readEdit(entry) ?? []);
}

/** The annotation with one more edit. What made the object, or a part others rest on, is kept longest. */
export function withEdit(edits: readonly RecordedEdit[], edit: RecordedEdit): string {
  let kept = [...edits, edit];
  while (kept.length > 1 && (kept.length > keptEdits || JSON.stringify(kept).length > mostBytes)) {
    const place = kept.findIndex((each, index) => index < kept.length - 1 && !isFoundation(each));
    kept = kept.toSpliced(Math.max(0, place), 1);
  }
  return JSON.stringify(kept);
}

/** Names of the subsets an edit added to a DestinationRule. */
export function subsetsAddedBy({ back }: RecordedEdit): string[] {
  if (back === "delete") return [];
  return back.flatMap(({ op, path, value }, index) => {
    if (op !== "test" || back[index + 1]?.op !== "remove" || back[index + 1]?.path !== path) return [];
    if (path === "/spec/subsets") return listIn({ value }, "value").flatMap(nameOf);
    return /^\/spec\/subsets\/\d+$/.test(path) ? nameOf(value) : [];
  });
}

/** Patch that sets, or takes away, one annotation, whether there are others or not. */
export function annotationPatch(
  object: KubernetesObject,
  name: string,
  value: string | undefined,
): JsonPatchOperation[] {
  const { annotations } = object.metadata;
  const path = `/metadata/annotations/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  if (value === undefined) return annotations?.[name] === undefined ? [] : [{ op: "remove", path }];
  const map: JsonPatchOperation[] =
    annotations === undefined ? [{ op: "add", path: "/metadata/annotations", value: {} }] : [];
  return [...map, { op: "add", path, value }];
}

/** The list an annotation holds as JSON; empty where it holds none. */
export function readAnnotation(object: KubernetesObject, name: string): readonly unknown[] {
  const text = object.metadata.annotations?.[name];
  if (text === undefined) return [];
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

/** Operations as `diffJson` writes them, on the spec and nothing else. */
export function readSpecPatch(value: unknown): JsonPatchOperation[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const operations = value.flatMap((each: unknown): JsonPatchOperation[] => {
    const { op, path } = isObject(each) ? each : {};
    if (typeof path !== "string" || !(path === "/spec" || path.startsWith("/spec/"))) return [];
    if (op !== "test" && op !== "add" && op !== "replace" && op !== "remove") return [];
    return [{ op, path, ...(isObject(each) && "value" in each && { value: each["value"] }) }];
  });
  return operations.length === value.length ? operations : undefined;
}

function isFoundation(edit: RecordedEdit): boolean {
  return edit.back === "delete" || subsetsAddedBy(edit).length > 0;
}

function nameOf(subset: unknown): string[] {
  const name = objectIn({ subset }, "subset")["name"];
  return typeof name === "string" ? [name] : [];
}

function readEdit(entry: unknown): RecordedEdit | undefined {
  const { id, by, at, reason, endsAt, undoes, back, deleted } = isObject(entry) ? entry : {};
  if (typeof id !== "string" || typeof by !== "string" || typeof at !== "string") return undefined;
  const way = back === "delete" ? back : readSpecPatch(back);
  if (way === undefined || Number.isNaN(Date.parse(at))) return undefined;
  return {
    id: id as ChangeId,
    by,
    at,
    back: way,
    // Written by `withEdit`; what is read of it is a name to look for, never an address to write to unchecked.
    objects: listIn(entry, "objects") as ObjectChange["objects"],
    ...(typeof reason === "string" && { reason }),
    ...(typeof endsAt === "string" && { endsAt }),
    ...(typeof undoes === "string" && { undoes: undoes as ChangeId }),
    ...(Array.isArray(deleted) && { deleted: deleted as readonly DeletedObject[] }),
  };
}
