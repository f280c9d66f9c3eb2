import type { SeedObject } from "../mesh/seed-object.ts";

/** An Argo CD Application, as far as it says what is left to others. */
export interface Application {
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  readonly syncPolicy?: { readonly syncOptions?: readonly string[] };
}

interface IgnoredDifference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jqPathExpressions?: readonly string[];
  readonly jsonPointers?: readonly string[];
}

/** Steps from the object down: `spec`, `http`, `*`, `route`, `*`, `weight`. */
type Path = readonly string[];

/** What an Application ignores of an object. Of jq it knows plain paths, as `.spec.http[].route[].weight`. */
export function ignoredPaths({ ignoreDifferences = [] }: Application, object: SeedObject["object"]): readonly Path[] {
  const { name, namespace } = object.metadata;
  const group = object.apiVersion.includes("/") ? object.apiVersion.split("/")[0] : "";
  return ignoreDifferences
    .filter((entry) => [group, "*"].includes(entry.group ?? "") && [object.kind, "*"].includes(entry.kind ?? ""))
    .filter((entry) => (entry.name ?? name) === name && (entry.namespace ?? namespace) === namespace)
    .flatMap(({ jqPathExpressions = [], jsonPointers = [] }) => [
      ...jqPathExpressions.map((text) =>
        text.replaceAll(/[\s?]/g, "").replaceAll("[]", ".*").split(".").filter(Boolean),
      ),
      ...jsonPointers.map((pointer) => pointer.split("/").slice(1)),
    ]);
}

/** With this option a sync leaves ignored fields as they are; without, they begin no sync but are overwritten by one. */
export function isIgnoredInSync({ syncPolicy }: Application): boolean {
  return syncPolicy?.syncOptions?.includes("RespectIgnoreDifferences=true") === true;
}

/** `wanted` with what `live` has at these paths. Where the live one has nothing there, what is wanted stays. */
export function withIgnored(wanted: unknown, live: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return wanted;
  if (paths.some((path) => path.length === 0)) return live === undefined ? wanted : live;
  if (Array.isArray(wanted)) {
    const lives: readonly unknown[] = Array.isArray(live) ? live : [];
    return wanted.map((each, place) => withIgnored(each, lives[place], below(paths, String(place))));
  }
  if (typeof wanted !== "object" || wanted === null) return wanted;
  const lives = typeof live === "object" && live !== null ? (live as Record<string, unknown>) : {};
  return Object.fromEntries(
    Object.entries(wanted).map(([name, each]) => [name, withIgnored(each, lives[name], below(paths, name))]),
  );
}

function below(paths: readonly Path[], step: string): Path[] {
  return paths.flatMap(([first, ...rest]) => (first === step || first === "*" ? [rest] : []));
}
