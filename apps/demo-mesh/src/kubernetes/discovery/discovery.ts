import { reviewTypes } from "../access/reviews.ts";
import type { Catalog, GroupVersion } from "../resources/find-resource.ts";
import type { ResourceType } from "../resources/resource-type.ts";

/** What the server calls itself; the demo speaks the API of this Kubernetes. */
export const serverVersion = {
  major: "1",
  minor: "32",
  gitVersion: "v1.32.0+fyr-demo",
  gitCommit: "",
  gitTreeState: "clean",
  buildDate: "2025-01-01T00:00:00Z",
  goVersion: "",
  compiler: "",
  platform: "linux/amd64",
};

interface ListedResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly group?: string;
  readonly version?: string;
}

const SUBRESOURCES = {
  log: { verbs: ["get"] },
  scale: { kind: "Scale", group: "autoscaling", version: "v1", verbs: ["get", "patch", "update"] },
  status: { verbs: ["get", "patch", "update"] },
} as const;

function listed(type: ResourceType): readonly ListedResource[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } = type;
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
  const under = type.subresources.map((name) => ({
    name: `${plural}/${name}`,
    singularName: "",
    namespaced,
    kind,
    ...SUBRESOURCES[name],
  }));
  return [main, ...under];
}

function listedReviews(group: string): readonly ListedResource[] {
  return reviewTypes
    .filter((type) => type.group === group)
    .map(({ plural, kind }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced: false,
      kind,
      verbs: ["create"],
    }));
}

export const coreVersions = {
  kind: "APIVersions",
  versions: ["v1"],
  serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: "127.0.0.1" }],
};

function groupOf(name: string, versions: readonly string[]) {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, preferredVersion: all[0] };
}

export function groupList(catalog: Catalog) {
  return {
    kind: "APIGroupList",
    apiVersion: "v1",
    groups: [...catalog.groups()].map(([name, versions]) => groupOf(name, versions)),
  };
}

export function groupDocument(catalog: Catalog, name: string) {
  const versions = catalog.groups().get(name);
  return versions && { kind: "APIGroup", apiVersion: "v1", ...groupOf(name, versions) };
}

/** The resources of one version of a group; nothing if it is not served. */
export function resourceList(catalog: Catalog, { group, version }: GroupVersion) {
  const resources = [
    ...catalog.resourcesOf({ group, version }).flatMap(listed),
    ...(version === "v1" ? listedReviews(group) : []),
  ];
  if (resources.length === 0) return undefined;
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  };
}

/** Everything `/api` (the core group) or `/apis` (the others) has, in one document. */
export function aggregatedDiscovery(catalog: Catalog, root: "api" | "apis") {
  const groups: readonly (readonly [string, readonly string[]])[] =
    root === "api" ? [["", ["v1"]]] : [...catalog.groups()];
  const items = groups.map(([group, versions]) => ({
    metadata: { ...(group && { name: group }), creationTimestamp: null },
    versions: versions.map((version) => ({
      version,
      resources: [
        ...catalog.resourcesOf({ group, version }).map((type) => aggregated(type, version)),
        ...aggregatedReviews(group, version),
      ],
      freshness: "Current",
    })),
  }));
  return { kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", metadata: {}, items };
}

function aggregated(type: ResourceType, version: string) {
  const kind = { group: type.group, version, kind: type.kind };
  const subresources = type.subresources.map((name) => ({
    subresource: name,
    responseKind: name === "scale" ? { group: "autoscaling", version: "v1", kind: "Scale" } : kind,
    verbs: SUBRESOURCES[name].verbs,
  }));
  return {
    resource: type.plural,
    responseKind: kind,
    scope: type.namespaced ? "Namespaced" : "Cluster",
    singularResource: type.singular,
    verbs: type.verbs,
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(type.categories.length > 0 && { categories: type.categories }),
    ...(subresources.length > 0 && { subresources }),
  };
}

function aggregatedReviews(group: string, version: string) {
  if (version !== "v1") return [];
  return listedReviews(group).map(({ name, singularName, kind, verbs }) => ({
    resource: name,
    responseKind: { group, version, kind },
    scope: "Cluster",
    singularResource: singularName,
    verbs,
  }));
}
