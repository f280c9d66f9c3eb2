import { apiVersionOf, type ResourceType } from "../resources/resource-type.ts";
import type { DraftObject, KubernetesObject } from "../store/object.ts";
import { eventAsRegarding, eventAsStored } from "./event-conversion.ts";

const EVENTS_GROUP = "events.k8s.io";

/** A stored object as one version of the API shows it. */
export function present(type: ResourceType, version: string, object: KubernetesObject): KubernetesObject {
  const apiVersion = apiVersionOf(type, version);
  const shown = type.group === EVENTS_GROUP ? eventAsRegarding(object) : object;
  if (shown.apiVersion === apiVersion) return shown;
  return { ...shown, apiVersion };
}

/** The other way round: always in the preferred version, so that one object is the same in all of them. */
export function forStore(type: ResourceType, draft: DraftObject): DraftObject {
  if (type.group === EVENTS_GROUP) return { ...eventAsStored(draft), apiVersion: "v1" };
  return { ...draft, apiVersion: apiVersionOf(type, type.versions[0]) };
}
