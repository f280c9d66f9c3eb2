import type { JsonPatchOperation, RouteRef } from "@fyr/contract";

/** A line for a POSIX shell that sends the same patch. Safe to paste whatever the object's fields hold. */
export function kubectlCommand({ namespace, name }: RouteRef, patch: readonly JsonPatchOperation[]): string {
  const words = ["-n", namespace, "patch", "virtualservices.networking.istio.io", name, "--type=json", "-p"];
  return ["kubectl", ...words, JSON.stringify(patch)].map(shellQuoted).join(" ");
}

function shellQuoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
