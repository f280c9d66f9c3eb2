import type { Catalog } from "../resources/find-resource.ts";
import type { ResourceType } from "../resources/resource-type.ts";

/** What a URL of the resource API points at. Without a name: the collection. */
export interface Target {
  readonly type: ResourceType;
  readonly version: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

export interface PathParts {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

/** Reads `/api/v1/…` and `/apis/<group>/<version>/…`; nothing for any other path. */
export function splitPath(pathname: string): PathParts | undefined {
  const segments = pathname.replace(/\/$/, "").split("/").slice(1).map(decodeURIComponent);
  const [root, ...rest] = segments;
  if (root !== "api" && root !== "apis") return undefined;
  const [group = "", version = "", ...path] = root === "api" ? ["", ...rest] : rest;
  const [first, namespace, ...inside] = path;
  // /namespaces/x is the namespace itself, and so is /namespaces/x/status.
  const isScoped = first === "namespaces" && inside.length > 0 && !(inside.length === 1 && inside[0] === "status");
  const [plural = "", name, subresource, ...more] = isScoped ? inside : path;
  if (!plural || more.length > 0) return undefined;
  return {
    group,
    version,
    plural,
    ...(isScoped && namespace && { namespace }),
    ...(name && { name }),
    ...(subresource && { subresource }),
  };
}

/** The resource a path points at, if there is such a one there. */
export function findTarget(catalog: Catalog, parts: PathParts): Target | undefined {
  const type = catalog.find(parts.group, parts.version, parts.plural);
  if (!type) return undefined;
  const { namespace, name, subresource, version } = parts;
  if (namespace && !type.namespaced) return undefined;
  if (type.namespaced && name && !namespace) return undefined;
  if (subresource && !type.subresources.some((known) => known === subresource)) return undefined;
  return {
    type,
    version,
    ...(namespace && { namespace }),
    ...(name && { name }),
    ...(subresource && { subresource }),
  };
}
