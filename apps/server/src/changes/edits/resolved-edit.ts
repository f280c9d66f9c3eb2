import type { ObjectEdit, ObjectRef } from "@fyr/contract";
import { editPatch, type JsonObject, type KubernetesObject, readEdits } from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { SeenVersions } from "../seen-versions.ts";
import type { EditsCaller } from "./dependencies.ts";
import { ifThere } from "./if-there.ts";
import type { ObjectViews } from "./object-views.ts";

/** One object of an edit against what stands in the cluster now. `after.spec` is as wanted, until a dry run says more. */
export type ResolvedEdit =
  | {
      readonly op: "create";
      readonly ref: ObjectRef;
      readonly before?: undefined;
      readonly after: KubernetesObject;
      readonly metadata?: { readonly labels?: JsonObject; readonly annotations?: JsonObject };
    }
  | {
      readonly op: "update";
      readonly ref: ObjectRef;
      readonly before: KubernetesObject;
      readonly after: KubernetesObject;
    }
  | { readonly op: "delete"; readonly ref: ObjectRef; readonly before: KubernetesObject; readonly after?: undefined };

interface Parts {
  readonly caller: EditsCaller;
  readonly views: ObjectViews;
  readonly seen: SeenVersions;
}

/** Rejects with `conflict` where an object is not as the one who edits has seen it. */
export async function resolveEdits(
  parts: Parts,
  edits: readonly ObjectEdit[],
  signal: AbortSignal,
): Promise<ResolvedEdit[]> {
  const names = edits.map(({ object: { kind, namespace, name } }) => `${kind} ${namespace}/${name}`);
  const twice = names.findIndex((name, place) => names.indexOf(name) !== place);
  if (twice >= 0) {
    throw new AppError("bad_request", "An edit names each object once.", { field: `edits[${twice}].object` });
  }
  const deep = edits.findIndex((edit) => edit.op !== "delete" && isDeep(edit.spec));
  if (deep >= 0) {
    throw new AppError("bad_request", "No object is nested that deep.", { field: `edits[${deep}].spec` });
  }
  return Promise.all(edits.map((edit, place) => resolveEdit(parts, edit, `edits[${place}]`, signal)));
}

const mostLevels = 64;

/** Level by level, as what is nested without end must not end the asking. */
function isDeep(json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; depth < mostLevels; depth += 1) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}

async function resolveEdit(parts: Parts, edit: ObjectEdit, field: string, signal: AbortSignal): Promise<ResolvedEdit> {
  const { caller } = parts;
  const before = await ifThere(caller.edited.read(edit.object, signal));
  if (edit.op === "create") {
    if (before !== undefined) throw await conflict(parts, before, "is there already", signal);
    return { op: "create", ref: edit.object, after: await newObject(caller, edit.object, edit.spec, signal) };
  }
  if (before === undefined)
    throw new AppError("conflict", `${edit.object.name} was deleted meanwhile. Nothing was written.`);
  if (!parts.seen.isSame(before, edit.resourceVersion)) {
    throw await conflict(parts, before, "was changed since you opened it", signal);
  }
  refuseForeignService(edit, before, field);
  if (edit.op === "delete") return { op: "delete", ref: edit.object, before };
  if (editPatch(before, edit.spec).length === 0) {
    throw new AppError("bad_request", "Nothing would change: the object is like that already.", {
      field: `${field}.spec`,
    });
  }
  return { op: "update", ref: edit.object, before, after: { ...before, spec: edit.spec } };
}

/** Services are made for versions and taken away again; those of others are not edited here. */
function refuseForeignService(edit: ObjectEdit, before: KubernetesObject, field: string): void {
  if (edit.object.kind !== "Service") return;
  const isOwn = readEdits(before).some(({ back }) => back === "delete");
  if (edit.op === "delete" && isOwn) return;
  throw new AppError("bad_request", "Fyr changes no Services, and deletes only those it made.", {
    field: `${field}.op`,
  });
}

export async function newObject(
  caller: EditsCaller,
  { kind, namespace, name }: ObjectRef,
  spec: JsonObject,
  signal: AbortSignal,
): Promise<KubernetesObject> {
  const apiVersion = await caller.edited.apiVersionOf(kind, signal);
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

async function conflict({ caller, views }: Parts, object: KubernetesObject, how: string, signal: AbortSignal) {
  return views.conflict(caller, object, `${object.metadata.name} ${how}. Nothing was written.`, signal);
}
