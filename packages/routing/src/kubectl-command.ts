import type { JsonPatchOperation, RouteRef } from "@fyr/contract";
import { dialectOfKind } from "./dialects/dialect-of.ts";

/** A line for a POSIX shell that sends the same patch. Safe to paste whatever the object's fields hold. */
export function kubectlCommand({ kind, namespace, name }: RouteRef, patch: readonly JsonPatchOperation[]): string {
  const { plural, group } = dialectOfKind(kind);
  const words = ["-n", namespace, "patch", `${plural}.${group}`, name, "--type=json", "-p"];
  return ["kubectl", ...words, JSON.stringify(patch)].map(shellQuoted).join(" ");
}

function shellQuoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
