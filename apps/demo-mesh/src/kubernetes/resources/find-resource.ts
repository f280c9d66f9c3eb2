import { builtInResources } from "./built-in-resources.ts";
import { customResources } from "./custom-resources.ts";
import type { ResourceType } from "./resource-type.ts";

export const allResources: readonly ResourceType[] = [...builtInResources, ...customResources];

export function findResource(group: string, version: string, plural: string): ResourceType | undefined {
  return allResources.find((type) => type.group === group && type.plural === plural && type.versions.includes(version));
}

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** Groups that answer questions and hold no objects. */
const REVIEW_GROUPS = ["authentication.k8s.io", "authorization.k8s.io"];

/** API groups but the core one, each with its versions, the preferred one first. */
export function apiGroups(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>(REVIEW_GROUPS.map((group) => [group, ["v1"]]));
  for (const type of allResources) {
    if (!type.group) continue;
    const versions = groups.get(type.group) ?? [];
    groups.set(type.group, [...new Set([...versions, ...type.versions])]);
  }
  return groups;
}

export function resourcesOf({ group, version }: GroupVersion): readonly ResourceType[] {
  return allResources.filter((type) => type.group === group && type.versions.includes(version));
}
