import type { EditedKind, ObjectEdit, ObjectRef } from "@fyr/contract";
import { isObject, listIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { readEdits, subsetsAddedBy } from "./edit-history.ts";
import { isSame, withValue } from "./json-path.ts";

/**
 * What takes a split away that Fyr made from nothing: the route goes first, then what it rested on, where Fyr made that
 * too. Undefined for routes somebody else made. `companions`: the other objects of the edit that are still there.
 */
export function removalOf(
  route: KubernetesObject,
  companions: readonly KubernetesObject[],
): readonly ObjectEdit[] | undefined {
  const made = readEdits(route).find(({ back }) => back === "delete");
  if (made === undefined) return undefined;
  const others = companions.flatMap((object) => companionEdit(object, made.id) ?? []);
  return [deletion(route), ...others];
}

/** Every object that was made or changed together with the route. */
export function companionsOf(route: KubernetesObject): ObjectRef[] {
  const made = readEdits(route).find(({ back }) => back === "delete");
  const own = route.metadata;
  return (made?.objects ?? [])
    .map(({ object }) => object)
    .filter(({ kind, name }) => kind !== route.kind || name !== own.name)
    .reverse();
}

function companionEdit(object: KubernetesObject, id: string): ObjectEdit | undefined {
  const edit = readEdits(object).find((each) => each.id === id);
  if (edit === undefined) return undefined;
  if (edit.back === "delete" && isAsMade(object)) return deletion(object);
  const added = edit.back === "delete" ? listIn(object.spec, "subsets").flatMap(nameOf) : subsetsAddedBy(edit);
  const subsets = listIn(object.spec, "subsets");
  const left = subsets.filter((subset) => !added.includes(nameOf(subset)[0] ?? ""));
  if (left.length === subsets.length) return undefined;
  return {
    op: "update",
    object: refOf(object),
    resourceVersion: object.metadata.resourceVersion ?? "",
    spec: { ...withValue(object.spec ?? {}, ["subsets"], left.length === 0 ? undefined : left) },
  };
}

/** A DestinationRule that got a policy since has a use of its own. */
function isAsMade({ kind, spec = {} }: KubernetesObject): boolean {
  return kind !== "DestinationRule" || Object.keys(spec).every((name) => name === "host" || name === "subsets");
}

function deletion(object: KubernetesObject): ObjectEdit {
  return { op: "delete", object: refOf(object), resourceVersion: object.metadata.resourceVersion ?? "" };
}

/** Only kinds Fyr edits carry its notes. */
function refOf({ kind, metadata }: KubernetesObject): ObjectRef {
  return { kind: kind as EditedKind, namespace: metadata.namespace ?? "default", name: metadata.name };
}

function nameOf(subset: unknown): string[] {
  const name = textIn(subset, "name");
  return name === undefined ? [] : [name];
}

/** Subsets that an edit takes away, with the routes that still send there. */
export function subsetsStillUsed(
  before: KubernetesObject,
  after: KubernetesObject | undefined,
  routes: readonly KubernetesObject[],
  sendsTo: (route: KubernetesObject, subset: string) => boolean,
): { readonly subset: string; readonly route: string }[] {
  const kept = listIn(after?.spec, "subsets").filter(isObject);
  const gone = listIn(before.spec, "subsets")
    .filter((subset) => !kept.some((each) => isSame(nameOf(each), nameOf(subset))))
    .flatMap(nameOf);
  return gone.flatMap((subset) =>
    routes
      .filter((route) => sendsTo(route, subset))
      .map(({ metadata }) => ({ subset, route: `${metadata.namespace}/${metadata.name}` })),
  );
}
