import type { KubernetesObject } from "@fyr/routing";
import { createBoundedMap } from "./bounded-map.ts";

/** Which generation a resource version stood for, so that a version that only moved its metadata is still the same. */
export interface SeenVersions {
  remember(object: KubernetesObject): void;
  /** Has the spec stayed as it was at that version? Unknown versions are not the same. */
  isSame(object: KubernetesObject, resourceVersion: string): boolean;
}

const remembered = 2_000;

export function createSeenVersions(): SeenVersions {
  const generations = createBoundedMap<string, number>(remembered);
  const keyOf = ({ metadata }: KubernetesObject, version = "") => `${metadata.namespace}/${metadata.name}@${version}`;
  return {
    remember: (object) => {
      const { generation, resourceVersion } = object.metadata;
      if (generation !== undefined) generations.set(keyOf(object, resourceVersion), generation);
    },
    isSame: (object, resourceVersion) => {
      if (object.metadata.resourceVersion === resourceVersion) return true;
      const generation = generations.get(keyOf(object, resourceVersion));
      return generation !== undefined && generation === object.metadata.generation;
    },
  };
}
