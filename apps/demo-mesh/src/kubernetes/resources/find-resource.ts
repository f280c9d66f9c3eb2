import { isAtLeast } from "../../istio-version.ts";
import { builtInResources } from "./built-in-resources.ts";
import { customResources } from "./custom-resources.ts";
import type { ResourceType } from "./resource-type.ts";

export const allResources: readonly ResourceType[] = [...builtInResources, ...customResources];

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** What a cluster with one version of Istio serves. */
export interface Catalog {
  readonly types: readonly ResourceType[];
  find(group: string, version: string, plural: string): ResourceType | undefined;
  /** API groups but the core one, each with its versions, the preferred one first. */
  groups(): ReadonlyMap<string, readonly string[]>;
  resourcesOf(groupVersion: GroupVersion): readonly ResourceType[];
  /** The preferred one first. */
  versionsOf(type: ResourceType): readonly string[];
}

/** Groups that answer questions and hold no objects. */
const REVIEW_GROUPS = ["authentication.k8s.io", "authorization.k8s.io"];

export function createCatalog(istioVersion: string): Catalog {
  const served = new Map(allResources.map((type) => [type, servedVersions(type, istioVersion)] as const));
  const versionsOf = (type: ResourceType) => served.get(type) ?? [];
  const types = allResources.filter((type) => versionsOf(type).length > 0);
  return {
    types,
    versionsOf,
    find: (group, version, plural) =>
      types.find((type) => type.group === group && type.plural === plural && versionsOf(type).includes(version)),
    groups() {
      const groups = new Map<string, string[]>(REVIEW_GROUPS.map((group) => [group, ["v1"]]));
      for (const type of types) {
        if (!type.group) continue;
        const versions = groups.get(type.group) ?? [];
        groups.set(type.group, [...new Set([...versions, ...versionsOf(type)])]);
      }
      return groups;
    },
    resourcesOf: ({ group, version }) =>
      types.filter((type) => type.group === group && versionsOf(type).includes(version)),
  };
}

function servedVersions({ versions, since = {} }: ResourceType, istioVersion: string): readonly string[] {
  return versions.filter((version) => isAtLeast(istioVersion, 1, since[version] ?? 0));
}
