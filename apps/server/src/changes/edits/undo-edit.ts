import type { ChangeId, ObjectRef } from "@fyr/contract";
import { applyPatch, type KubernetesObject, type RecordedEdit, readEdits, relocatePatch } from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { EditsCaller } from "./dependencies.ts";
import { ifThere } from "./if-there.ts";
import type { ObjectViews } from "./object-views.ts";
import { newObject, type ResolvedEdit } from "./resolved-edit.ts";

interface Parts {
  readonly caller: EditsCaller;
  readonly views: ObjectViews;
}

/** An edit the other way round. Rejects with `conflict` where what it left is not there any more. */
export async function resolveUndo(
  parts: Parts,
  known: readonly KubernetesObject[],
  id: ChangeId,
  signal: AbortSignal,
): Promise<ResolvedEdit[]> {
  const found = known.flatMap((object) => readEdits(object)).find((edit) => edit.id === id);
  if (found === undefined)
    throw new AppError("not_found", "No object remembers this edit. Objects keep their last 10.");
  const refs = found.objects.filter(({ op }) => op !== "delete").map(({ object }) => object);
  const left = await Promise.all(refs.map((ref) => ifThere(parts.caller.edited.read(ref, signal))));
  const backs = await Promise.all(
    left.flatMap((object, place) => {
      const ref = refs[place];
      const edit = object && readEdits(object).find((each) => each.id === id);
      return ref && object && edit ? [backOf(parts, ref, object, edit, signal)] : [];
    }),
  );
  const again = await Promise.all(
    left
      .flatMap((object) => (object === undefined ? [] : readEdits(object)))
      .filter((edit) => edit.id === id)
      .flatMap(({ deleted = [] }) => deleted)
      .map(async ({ object: ref, spec, ...metadata }): Promise<ResolvedEdit> => {
        const after = await newObject(parts.caller, ref, spec, signal);
        return { op: "create", ref, after, metadata };
      }),
  );
  if (backs.length + again.length > 0) return [...backs.reverse(), ...again.reverse()];
  throw new AppError("not_found", "What this edit wrote is not there any more.");
}

async function backOf(
  { caller, views }: Parts,
  ref: ObjectRef,
  object: KubernetesObject,
  { id, back }: RecordedEdit,
  signal: AbortSignal,
): Promise<ResolvedEdit> {
  const { name } = object.metadata;
  if (readEdits(object).some(({ undoes }) => undoes === id)) {
    throw await views.conflict(caller, object, "This edit was taken back already.", signal);
  }
  if (back === "delete") {
    const isAsMade = (object.metadata.generation ?? 1) === 1;
    if (isAsMade) return { op: "delete", ref, before: object };
    throw await views.conflict(caller, object, `${name} was changed since it was made. Nothing was written.`, signal);
  }
  const moved = relocatePatch(object, back);
  const undone = moved && applyPatch(object, moved);
  if (!undone?.ok) {
    throw await views.conflict(
      caller,
      object,
      `${name} is no longer as this edit left it. Nothing was written.`,
      signal,
    );
  }
  return { op: "update", ref, before: object, after: undone.value as KubernetesObject };
}
