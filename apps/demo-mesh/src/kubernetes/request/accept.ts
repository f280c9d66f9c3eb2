import type { IncludeObject } from "../table/table.ts";

/** Whether the client would rather have a table than objects, as `kubectl get` does. */
export function wantsTable(accept: string | undefined): boolean {
  const [preferred = ""] = (accept ?? "").split(",");
  return /;\s*as=Table\b/.test(preferred) && /;\s*g=meta\.k8s\.io\b/.test(preferred);
}

/** Whether the client can read all resources of the server at once. */
export function wantsAggregatedDiscovery(accept: string | undefined): boolean {
  return (accept ?? "")
    .split(",")
    .some((one) => /;\s*as=APIGroupDiscoveryList\b/.test(one) && /;\s*v=v2(;|\s|$)/.test(one));
}

export function includeObject(text: string | null): IncludeObject {
  return text === "None" || text === "Object" ? text : "Metadata";
}
