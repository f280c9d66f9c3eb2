import type { EditedKind, Ending, ObjectChange, ObjectRef, ObjectView } from "@fyr/contract";
import { KubernetesError, type MeshObjects, routesIn } from "@fyr/kubernetes";
import {
  companionsOf,
  destinationRulesFor,
  editedResources,
  hostsSentTo,
  type KubernetesObject,
  ownerOf,
  type RecordedEdit,
  readEndings,
  removalOf,
} from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { EditsCaller, EditsDependencies } from "./dependencies.ts";
import { ifThere } from "./if-there.ts";

/** Objects as their editor is shown them. */
export interface ObjectViews {
  view(caller: EditsCaller, object: KubernetesObject, signal: AbortSignal): Promise<ObjectView>;
  /** A conflict that shows the object as it is now. */
  conflict(caller: EditsCaller, object: KubernetesObject, message: string, signal: AbortSignal): Promise<AppError>;
}

export function createObjectViews({ cluster }: Pick<EditsDependencies, "cluster">): ObjectViews {
  async function view(caller: EditsCaller, object: KubernetesObject, signal: AbortSignal): Promise<ObjectView> {
    const ref = refOf(object);
    const [objects, editable, companions] = await Promise.all([
      cluster.objects(signal),
      mayChange(caller, ref),
      Promise.all(companionsOf(object).map((each) => ifThere(caller.edited.read(each, signal)))),
    ]);
    const removal = removalOf(
      object,
      companions.filter((each) => each !== undefined),
    );
    return {
      object: ref,
      apiVersion: object.apiVersion,
      resourceVersion: object.metadata.resourceVersion ?? "",
      spec: { ...object.spec },
      owner: ownerOf(object, objects.owners),
      editable,
      related: relatedTo(object, objects),
      endings: endingsOf(object),
      ...(removal !== undefined && { removal: [...removal] }),
    };
  }
  return {
    view,
    conflict: async (caller, object, message, signal) =>
      new AppError("conflict", message, { extra: { object: await view(caller, object, signal) } }),
  };
}

/** Objects that may remember edits. */
export function editedIn(objects: MeshObjects): KubernetesObject[] {
  return [...routesIn(objects), ...objects.destinationRules];
}

/** An edit as everybody is told of it: without what it replaced. */
export function toldEdit({ back: _, deleted: __, ...edit }: RecordedEdit): ObjectChange {
  return edit;
}

/** Only kinds that Fyr edits come here. */
export function refOf({ kind, metadata }: KubernetesObject): ObjectRef {
  return { kind: kind as EditedKind, namespace: metadata.namespace ?? "default", name: metadata.name };
}

export function endingsOf(object: KubernetesObject): Ending[] {
  return readEndings(object).map(({ id, by, at, endsAt }) => ({ id, object: refOf(object), by, at, endsAt }));
}

function relatedTo(object: KubernetesObject, { destinationRules }: MeshObjects): ObjectRef[] {
  if (object.kind === "DestinationRule") return [];
  const { namespace = "default" } = object.metadata;
  const rules = hostsSentTo(object).flatMap((host) => destinationRulesFor(destinationRules, host, namespace));
  return [...new Set(rules)].map(refOf);
}

async function mayChange(caller: EditsCaller, { kind, namespace }: ObjectRef): Promise<boolean> {
  const { group, plural } = editedResources[kind];
  try {
    return await caller.may({ verb: "patch", group, resource: plural, namespace });
  } catch (error) {
    // Who cannot be asked cannot allow it; the object itself may still be shown.
    if (error instanceof KubernetesError) return false;
    throw error;
  }
}
