import type { ChangeId, RouteChange, RouteChangesQuery, RouteRef, TrafficRoute } from "@fyr/contract";
import { type KubernetesObject, lastManagedChange, type RecordedChange, readHistory, routeRefOf } from "@fyr/routing";
import { AppError } from "../app-error.ts";

/** Who changed the object last: a person where the last write was Fyr's, else the tool that made it. */
export function lastChangeOf(object: KubernetesObject): TrafficRoute["lastChange"] {
  const managed = lastManagedChange(object);
  const own = readHistory(object).at(-1);
  if (own === undefined) return managed;
  // Managed fields tell whole seconds: the same second counts as Fyr's own write.
  const isNewer = managed !== undefined && managed.manager !== "fyr" && Date.parse(managed.at) > Date.parse(own.at);
  return isNewer ? managed : { at: own.at, by: own.by };
}

/** A recorded change without how far it came, which only the watch over it knows. */
export function changeOf(object: KubernetesObject, change: RecordedChange): Omit<RouteChange, "status"> {
  const { moves: _, ...recorded } = change;
  const undoneBy = readHistory(object).find(({ undoes }) => undoes === change.id)?.id;
  return { ...recorded, route: routeRefOf(object), ...(undoneBy !== undefined && { undoneBy }) };
}

/** The changes that the objects asked for remember, each with its object. */
export function recordedIn(
  objects: readonly KubernetesObject[],
  { kind, namespace, name }: RouteChangesQuery,
): { readonly object: KubernetesObject; readonly change: RecordedChange }[] {
  return objects
    .filter((object) => (kind ?? object.kind) === object.kind)
    .filter(({ metadata }) => (namespace ?? metadata.namespace) === metadata.namespace)
    .filter(({ metadata }) => (name ?? metadata.name) === metadata.name)
    .flatMap((object) => readHistory(object).map((change) => ({ object, change })));
}

/** Throws `not_found` where no object remembers the change. */
export function findRecorded(
  objects: readonly KubernetesObject[],
  id: ChangeId,
): { readonly route: RouteRef; readonly change: RecordedChange; readonly isUndone: boolean } {
  for (const object of objects) {
    const history = readHistory(object);
    const change = history.find((each) => each.id === id);
    if (change === undefined) continue;
    return { route: routeRefOf(object), change, isUndone: history.some(({ undoes }) => undoes === id) };
  }
  throw new AppError("not_found", "No route remembers this change. Routes keep their last 20.");
}
