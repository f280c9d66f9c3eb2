import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { type KubernetesObject, lastManagedChange, type RecordedChange, readHistory, routeRefOf } from "@fyr/routing";

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
