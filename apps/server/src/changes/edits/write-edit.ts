import type { ChangeId, JsonPatchOperation } from "@fyr/contract";
import {
  annotationPatch,
  type DeletedObject,
  diffJson,
  type Ending,
  editPatch,
  editsAnnotation,
  endingsPatch,
  endingsWith,
  endsAnnotation,
  type KubernetesObject,
  type RecordedEdit,
  readEdits,
  readEndings,
  relocatePatch,
  withEdit,
  withoutFaults,
} from "@fyr/routing";
import type { EditsCaller } from "./dependencies.ts";
import type { ObjectViews } from "./object-views.ts";
import { onLatest, removeLatest } from "./on-latest.ts";
import type { ResolvedEdit } from "./resolved-edit.ts";

/** What is written beside the spec of every object of an edit. */
export interface EditNote extends Omit<RecordedEdit, "back" | "deleted"> {
  /** Groups of whoever made it: asked about again when it ends. */
  readonly groups: readonly string[];
}

interface Parts {
  readonly caller: EditsCaller;
  readonly views: ObjectViews;
}

/** Writes one object of an edit with its note in the same request. Undefined: it is deleted. */
export async function writeEdit(
  parts: Parts,
  edit: ResolvedEdit,
  note: EditNote,
  deleted: readonly DeletedObject[],
  signal: AbortSignal,
): Promise<KubernetesObject | undefined> {
  const { edited } = parts.caller;
  const changed = `${edit.ref.name} was changed meanwhile. Nothing was written.`;
  const conflict = (latest: KubernetesObject) => parts.views.conflict(parts.caller, latest, changed, signal);
  switch (edit.op) {
    case "create": {
      const spec = edit.after.spec ?? {};
      const annotations = { ...edit.metadata?.annotations, ...notesOf(edit, note, deleted) };
      return edited.create({ ref: edit.ref, ...edit.metadata, annotations, spec }, { signal });
    }
    case "update":
      return onLatest(edited, { ...edit, conflict }, signal, (latest) =>
        edited.patch(edit.ref, updatePatch(edit, latest, note, deleted), { signal }),
      );
    case "delete":
      await removeLatest(edited, { ...edit, conflict }, { signal });
      return undefined;
  }
}

function notesOf(
  edit: Extract<ResolvedEdit, { op: "create" }>,
  note: EditNote,
  deleted: readonly DeletedObject[],
): Record<string, string> {
  const spec = edit.after.spec ?? {};
  const ending = endingOf(note);
  // Nothing that runs by itself deletes an object: of one that was made with a fault only the fault ends.
  const back = diffJson({ spec }, { spec: withoutFaults(spec) });
  return {
    [editsAnnotation]: withEdit([], recordOf(note, "delete", deleted)),
    ...(ending && back.length > 0 && { [endsAnnotation]: JSON.stringify([{ ...ending, back }]) }),
  };
}

function updatePatch(
  { before, after }: Extract<ResolvedEdit, { op: "update" }>,
  latest: KubernetesObject,
  note: EditNote,
  deleted: readonly DeletedObject[],
): JsonPatchOperation[] {
  const spec = after.spec ?? {};
  const ending = endingOf(note);
  const now = readEndings(latest);
  const endings: readonly Ending[] = ending
    ? endingsWith(latest, spec, ending)
    : now.filter(({ id, back }) => id !== note.undoes && relocatePatch({ spec }, back) !== undefined);
  const back = diffJson({ spec }, { spec: before.spec ?? {} });
  const history = withEdit(readEdits(latest), recordOf(note, back, deleted));
  const annotated = annotationPatch(latest, editsAnnotation, history);
  const ends = endings.length === now.length && !ending ? [] : endingsPatch(latest, endings);
  // The map of annotations is made once.
  const more = ends.filter(({ path }) => path !== "/metadata/annotations");
  return [...editPatch(latest, spec), ...annotated, ...more];
}

function endingOf({ id, by, groups, at, endsAt }: EditNote): Omit<Ending, "back"> | undefined {
  return endsAt === undefined ? undefined : { id: id as ChangeId, by, groups, at, endsAt };
}

function recordOf(
  { groups: _, ...note }: EditNote,
  back: RecordedEdit["back"],
  deleted: readonly DeletedObject[],
): RecordedEdit {
  return { ...note, back, ...(deleted.length > 0 && { deleted }) };
}
