import type { JsonPatchOperation } from "@fyr/contract";

/** RFC 6902 as far as the patches here use it: a failed test throws, nothing is changed in place. */
export function applyPatch<T>(object: T, patch: readonly JsonPatchOperation[]): T {
  const copy: T = JSON.parse(JSON.stringify(object));
  for (const { op, path, value } of patch) {
    const names = path
      .slice(1)
      .split("/")
      .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = names.pop() ?? "";
    const parent = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], copy);
    const target = parent as Record<string, unknown>;
    if (op !== "add" && !(last in target)) throw new Error(`nothing at ${path}`);
    if (op === "test" && JSON.stringify(target[last]) !== JSON.stringify(value)) throw new Error(`test of ${path}`);
    if (op === "remove") delete target[last];
    if (op === "add" || op === "replace") target[last] = value;
  }
  return copy;
}
