import type { JsonPatchOperation, PlannedEdit } from "@fyr/contract";

/** What is written to one object. */
interface PatchedObject {
  readonly object: PlannedEdit["object"];
  readonly apiVersion: string;
  readonly patch: readonly JsonPatchOperation[];
}

/**
 * Changes as entries of a kustomization's `patches`, for the repository the objects come from. Only what is written:
 * what the cluster's version is tested for means nothing there.
 */
export function kustomizePatches(objects: readonly PatchedObject[]): string {
  return ["patches:", ...objects.flatMap(entryOf), ""].join("\n");
}

function entryOf({ object, apiVersion, patch }: PatchedObject): string[] {
  const [group = "", version = ""] = apiVersion.split("/");
  const writes = patch
    .filter(({ op, path }) => op !== "test" && path.startsWith("/spec/"))
    .flatMap(({ op, path, value }) => [
      `      - op: ${op}`,
      `        path: ${path}`,
      ...(value === undefined ? [] : [`        value: ${JSON.stringify(value)}`]),
    ]);
  return [
    "  - target:",
    `      group: ${group}`,
    `      version: ${version}`,
    `      kind: ${object.kind}`,
    `      name: ${object.name}`,
    `      namespace: ${object.namespace}`,
    "    patch: |-",
    ...writes,
  ];
}
