import { isObject, type KubernetesObject } from "@fyr/routing";

/** The last time a tool wrote what an object says. */
export interface ObjectWrite {
  readonly at: string;
  readonly tool?: string;
}

/**
 * Writes of an object's spec by managed fields, one for each tool, oldest first. Statuses, and labels or annotations
 * alone, change nothing of what it says.
 */
export function specWritesOf({ metadata }: KubernetesObject): ObjectWrite[] {
  const entries = metadata.managedFields ?? [];
  return entries
    .flatMap(({ time, manager, subresource, fieldsV1 }): ObjectWrite[] => {
      if (time === undefined || subresource !== undefined || !tellsOfSpec(fieldsV1)) return [];
      return [{ at: time, ...(manager !== undefined && { tool: manager }) }];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The last write through `/scale`, as autoscalers and `kubectl scale` do it. */
export function scaleWriteOf({ metadata }: KubernetesObject): ObjectWrite | undefined {
  const entry = metadata.managedFields?.find(({ subresource }) => subresource === "scale");
  if (entry?.time === undefined) return undefined;
  return { at: entry.time, ...(entry.manager !== undefined && { tool: entry.manager }) };
}

/** Where it is not told which fields they are, it may be any. */
function tellsOfSpec(fields: unknown): boolean {
  return !isObject(fields) || Object.keys(fields).some((name) => name !== "f:metadata" && name !== "f:status");
}
