import type { ChangeId, JsonPatchOperation } from "@fyr/contract";
import { isObject, type JsonObject, textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { applyPatch } from "./apply-patch.ts";
import { diffJson } from "./diff-json.ts";
import { annotationPatch, readAnnotation, readSpecPatch } from "./edit-history.ts";
import { faultsIn, type InjectedFault } from "./faults.ts";
import { isSame } from "./json-path.ts";
import { relocatePatch } from "./relocate-patch.ts";

/** The annotation an object carries what ends by itself in, as JSON. */
export const endsAnnotation = "fyr.dev/ends";

/** An edit that is taken back at a moment, on behalf of whoever made it. */
export interface Ending {
  readonly id: ChangeId;
  readonly by: string;
  readonly groups: readonly string[];
  /** When it was made, and when it ends. RFC 3339. */
  readonly at: string;
  readonly endsAt: string;
  readonly back: readonly JsonPatchOperation[];
}

/** What somebody broke, or wrote with other paths than the spec's, is not there. */
export function readEndings(object: KubernetesObject): Ending[] {
  return readAnnotation(object, endsAnnotation).flatMap((entry) => {
    const { id, by, at, endsAt, back } = isObject(entry) ? entry : {};
    const patch = readSpecPatch(back);
    if (typeof id !== "string" || typeof by !== "string" || typeof at !== "string") return [];
    if (typeof endsAt !== "string" || Number.isNaN(Date.parse(endsAt)) || patch === undefined) return [];
    return [{ id: id as ChangeId, by, groups: [...textsIn(entry, "groups")], at, endsAt, back: patch }];
  });
}

/** Writes what is left to end; nothing left takes the annotation away. */
export function endingsPatch(object: KubernetesObject, endings: readonly Ending[]): JsonPatchOperation[] {
  const value = endings.length === 0 ? undefined : JSON.stringify(endings);
  return annotationPatch(object, endsAnnotation, value);
}

export function isDue({ endsAt }: Ending, nowMs: number): boolean {
  return Date.parse(endsAt) <= nowMs;
}

/**
 * What takes an ended edit back on the object as it is now, itself taken off the list. `overtaken`: somebody changed it
 * since, and only the list is cleared.
 */
export function planTakeBack(
  object: KubernetesObject,
  ending: Ending,
): { readonly kind: "back" | "overtaken"; readonly patch: JsonPatchOperation[] } {
  const left = readEndings(object).filter(({ id }) => id !== ending.id);
  const back = relocatePatch(object, ending.back);
  const test = { op: "test" as const, path: "/metadata/resourceVersion", value: object.metadata.resourceVersion };
  const patch = [test, ...(back ?? []), ...endingsPatch(object, left)];
  return { kind: back === undefined ? "overtaken" : "back", patch };
}

/**
 * The endings of an object after an edit with an end. One that the edit changes has no say of its own any more: the new
 * one goes back to before both.
 */
export function endingsWith(
  before: KubernetesObject,
  after: JsonObject,
  ending: Omit<Ending, "back">,
): readonly Ending[] {
  const stays = (earlier: Ending) => relocatePatch({ spec: after }, earlier.back) !== undefined;
  const earlier = readEndings(before);
  const goal = earlier
    .filter((each) => !stays(each))
    .reduce<unknown>(
      (at, { back }) => {
        const undone = applyPatch(at, relocatePatch(at, back) ?? []);
        return undone.ok ? undone.value : at;
      },
      { spec: before.spec ?? {} },
    );
  return [...earlier.filter(stays), { ...ending, back: diffJson({ spec: after }, goal) }];
}

/** Faults that an edit brings or changes. */
export function injectedFaults(before: JsonObject | undefined, after: JsonObject | undefined): InjectedFault[] {
  const known = faultsIn(before);
  return faultsIn(after).filter(({ fault }) => !known.some((each) => isSame(each.fault, fault)));
}
