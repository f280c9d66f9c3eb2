import { dialectOfKind, isRouteKind } from "../dialects/dialect-of.ts";
import { textIn, textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";

/**
 * Does an entry of an Application's `ignoreDifferences` cover all that is written: the weights of this object, or the
 * JSON pointers named? Expressions that only choose some entries (`select(…)`) are taken as not covering them.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export function isIgnored(entry: unknown, object: KubernetesObject, written?: readonly string[]): boolean {
  const group = object.apiVersion.split("/")[0] ?? "";
  if (!covers(textIn(entry, "group") ?? "", group) || !covers(textIn(entry, "kind") ?? "", object.kind)) return false;
  const { name, namespace } = object.metadata;
  if ((textIn(entry, "name") ?? name) !== name || (textIn(entry, "namespace") ?? namespace) !== namespace) return false;
  if (textsIn(entry, "managedFieldsManagers").includes("fyr")) return true;
  const ignored = [
    ...textsIn(entry, "jqPathExpressions").map(asPath),
    ...textsIn(entry, "jsonPointers").map((pointer) => pointer.replaceAll("/", ".")),
  ];
  const isCovered = (path: string) =>
    ignored.some((each) => path === each || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));
  if (written === undefined) return weightPaths(object.kind).some(isCovered);
  return written.length > 0 && written.every((pointer) => asPaths(pointer).some(isCovered));
}

/** `/spec/http/0/timeout` is named by its place, or with all of its list. */
function asPaths(pointer: string): string[] {
  const dotted = pointer.replaceAll("/", ".");
  return [dotted, dotted.replaceAll(/\.(\d+|-)(?=\.|$)/g, "[]")];
}

/** Where weights of a route stand; of other kinds, anything in the spec. */
function weightPaths(kind: string): string[] {
  if (!isRouteKind(kind)) return [".spec"];
  const { ruleLists, destinationsField } = dialectOfKind(kind);
  return ruleLists.map(({ field }) => `.spec.${field}[].${destinationsField}[].weight`);
}

function covers(pattern: string, value: string): boolean {
  return pattern === value || pattern === "*";
}

/** `.spec.http[]?.route[]?.weight` and `.spec.http[].route[].weight` say the same. */
function asPath(expression: string): string {
  return expression.replaceAll(/[\s?]/g, "").replaceAll(".[", "[");
}
