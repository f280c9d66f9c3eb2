import type { Marker } from "@fyr/contract";
import {
  applyPatch,
  type DeletedObject,
  editedResources,
  isRouteKind,
  type KubernetesObject,
  objectIn,
  type RecordedEdit,
  readEdits,
  readHistory,
} from "@fyr/routing";
import { type FromTo, patchInWords, weightsInWords } from "./change-in-words.ts";

/** A change somebody made with Fyr, as it is written on an object: who, from what to what, and why. */
export interface OwnChange extends Pick<Marker, "at" | "change" | "by" | "from" | "to" | "message"> {
  readonly id: string;
  /** What was changed: the object it is written on, or one that the same edit deleted. */
  readonly object: KubernetesObject;
  /** As it was, where later changes have left that to be told. */
  readonly before?: KubernetesObject;
}

export function ownChangesOf(object: KubernetesObject): OwnChange[] {
  return [...weightChanges(object), ...edits(object)];
}

function weightChanges(object: KubernetesObject): OwnChange[] {
  if (!isRouteKind(object.kind)) return [];
  return readHistory(object).map(({ id, by, at, before, after, reason }) => ({
    id,
    object,
    at,
    change: "changed",
    by: { person: by, tool: "fyr" },
    from: weightsInWords(before),
    to: weightsInWords(after),
    ...(reason !== undefined && { message: reason }),
  }));
}

function edits(object: KubernetesObject): OwnChange[] {
  const recorded = readEdits(object);
  const before = statesBefore(object, recorded);
  return recorded.flatMap((edit) => {
    const told = { id: edit.id, at: edit.at, by: { person: edit.by, tool: "fyr" }, ...reasonOf(edit) };
    const was = before.get(edit);
    const own: OwnChange =
      edit.back === "delete"
        ? { ...told, object, change: "created" }
        : { ...told, object, ...(was && { before: was }), change: "changed", ...reversed(patchInWords(edit.back)) };
    const deleted = (edit.deleted ?? []).map(
      (each): OwnChange => ({ ...told, object: asItWas(each), change: "removed" }),
    );
    return [own, ...deleted];
  });
}

/** The object before each edit: taken back one after the other from what it is, until one does not fit any more. */
function statesBefore(
  object: KubernetesObject,
  recorded: readonly RecordedEdit[],
): Map<RecordedEdit, KubernetesObject> {
  const states = new Map<RecordedEdit, KubernetesObject>();
  let { spec = {} } = object;
  for (const edit of recorded.toReversed()) {
    const back = edit.back === "delete" ? undefined : applyPatch({ spec }, edit.back);
    if (back?.ok !== true) break;
    spec = objectIn(back.value, "spec");
    states.set(edit, { ...object, spec });
  }
  return states;
}

function reasonOf({ reason }: RecordedEdit): Pick<Marker, "message"> {
  return reason === undefined ? {} : { message: reason };
}

/** What is recorded takes the edit back. */
function reversed({ from, to }: FromTo): FromTo {
  return { ...(to !== undefined && { from: to }), ...(from !== undefined && { to: from }) };
}

function asItWas({ object: { kind, namespace, name }, labels, spec }: DeletedObject): KubernetesObject {
  const { group } = editedResources[kind];
  const texts = Object.fromEntries(Object.entries(labels ?? {}).map(([label, value]) => [label, String(value)]));
  return { apiVersion: group === "" ? "v1" : `${group}/v1`, kind, metadata: { namespace, name, labels: texts }, spec };
}
