import type { Marker, MarkerKind } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";

/** What it takes to be told: listing objects of that kind there; without a namespace everywhere. */
export interface ListRight {
  readonly group: string;
  /** Plural, in small letters. */
  readonly resource: string;
  readonly namespace?: string;
}

/** A marker with what it takes to be told of it. */
export interface ClusterMarker {
  readonly marker: Marker;
  readonly right: ListRight;
}

/** `more` tells two of one object and moment apart. */
export function markerId(kind: MarkerKind, object: Marker["object"], at: string, more = ""): string {
  return [kind, object.kind, object.namespace ?? "", object.name, ...(more === "" ? [] : [more]), at].join("/");
}

/** To list objects of this one's kind in its namespace. */
export function rightToList({ apiVersion, kind, metadata }: KubernetesObject): ListRight {
  const { namespace } = metadata;
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return { group, resource: pluralOf(kind), ...(namespace !== undefined && { namespace }) };
}

export function refOf({ kind, metadata: { namespace, name } }: KubernetesObject): Marker["object"] {
  return { kind, ...(namespace !== undefined && { namespace }), name };
}

/** As every kind Fyr reads forms it: `serviceentries`, `virtualservices`. */
function pluralOf(kind: string): string {
  return kind.toLowerCase().replace(/y$/, "ie").concat("s");
}

export function byTool(tool: string | undefined): Pick<Marker, "by"> {
  return tool === undefined ? {} : { by: { tool } };
}
