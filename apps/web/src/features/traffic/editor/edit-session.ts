import type { ObjectEdit, ObjectView } from "@fyr/contract";
import { applyPatch, diffJson, isSame } from "@fyr/routing";
import { draftOf, type SpecDraft } from "./spec-draft.ts";

/** One object while it is edited. */
export interface SessionObject {
  /** As it was read; what a conflict is told by. */
  readonly basis: ObjectView;
  readonly draft: SpecDraft;
}

export function startObject(basis: ObjectView): SessionObject {
  return { basis, draft: draftOf(basis.spec) };
}

/** What is edited here; where nothing is, the object as it stands now. */
export function currentObject(own: SessionObject | undefined, now: ObjectView): SessionObject {
  const isCurrent = own?.basis.resourceVersion === now.resourceVersion;
  return own !== undefined && (isCurrent || isEdited(own)) ? own : startObject(now);
}

/** Somebody changed what is edited here, and to something else than is wanted here. */
export function isBehind(own: SessionObject, now: ObjectView): boolean {
  return isEdited(own) && !isSame(own.basis.spec, now.spec) && !isSame(own.draft.spec, now.spec);
}

export function isEdited({ basis, draft }: SessionObject): boolean {
  return draft.fault !== undefined || !isSame(draft.spec, basis.spec);
}

/** What is sent, once no YAML has a fault. */
export function editsOf(objects: readonly SessionObject[]): ObjectEdit[] {
  return objects.filter(isEdited).map(({ basis, draft }) => ({
    op: "update",
    object: basis.object,
    resourceVersion: basis.resourceVersion,
    spec: { ...draft.spec },
  }));
}

/** One's own changes on the object as somebody else left it; undefined where both changed the same. */
export function onTheirs({ basis, draft }: SessionObject, theirs: ObjectView): SessionObject | undefined {
  const merged = applyPatch(theirs.spec, diffJson(basis.spec, draft.spec));
  if (!merged.ok) return undefined;
  // A patch of one object carries it to an object.
  return { basis: theirs, draft: draftOf(merged.value as SessionObject["draft"]["spec"]) };
}
