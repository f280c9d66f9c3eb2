import type { LastChange } from "@fyr/contract";
import type { KubernetesObject, ManagedFields } from "../kubernetes-object.ts";

/** The newest write of the object itself by managed fields, which name tools, never persons. */
export function lastManagedChange({ metadata }: KubernetesObject): LastChange | undefined {
  const newest = metadata.managedFields
    ?.filter((entry) => entry.subresource === undefined && entry.time !== undefined)
    .reduce<ManagedFields | undefined>((latest, entry) => (isLater(entry, latest) ? entry : latest), undefined);
  if (newest?.time !== undefined) {
    return { at: newest.time, ...(newest.manager !== undefined && { manager: newest.manager }) };
  }
  return metadata.creationTimestamp === undefined ? undefined : { at: metadata.creationTimestamp };
}

function isLater(entry: ManagedFields, than: ManagedFields | undefined): boolean {
  return than === undefined || Date.parse(entry.time ?? "") >= Date.parse(than.time ?? "");
}
