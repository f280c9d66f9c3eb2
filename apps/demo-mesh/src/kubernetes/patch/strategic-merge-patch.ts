import { isFields } from "../schema/check-fields.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Lists that are merged item by item, by field name, and the fields that tell their items apart. */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  addresses: ["type"],
  conditions: ["type"],
  containers: ["name"],
  env: ["name"],
  ephemeralContainers: ["name"],
  hostAliases: ["ip"],
  imagePullSecrets: ["name"],
  initContainers: ["name"],
  ownerReferences: ["uid"],
  ports: ["containerPort", "port"],
  secrets: ["name"],
  volumeMounts: ["mountPath"],
  volumes: ["name"],
};
const MERGED_SETS = new Set(["finalizers"]);

/**
 * The strategic merge patch of built-in kinds: like a merge patch, but well-known lists are merged by key, and
 * `$patch: delete | replace`, `$deleteFromPrimitiveList/<field>` and `$retainKeys` are obeyed.
 */
export function applyStrategicMergePatch(target: unknown, patch: unknown): unknown {
  return isFields(patch) ? mergeFields(isFields(target) ? target : {}, patch) : patch;
}

function mergeFields(target: Fields, patch: Fields): Fields {
  if (patch["$patch"] === "replace") return withoutDirectives(patch);
  const retained = patch["$retainKeys"];
  const kept = Array.isArray(retained)
    ? Object.fromEntries(Object.entries(target).filter(([name]) => retained.includes(name)))
    : target;
  const result: Record<string, unknown> = { ...kept };
  for (const [name, value] of Object.entries(patch)) {
    const [, removedFrom] = /^\$deleteFromPrimitiveList\/(.+)$/.exec(name) ?? [];
    if (removedFrom) result[removedFrom] = without(result[removedFrom], value);
    else if (name.startsWith("$")) continue;
    else if (value === null) delete result[name];
    else if (Array.isArray(value)) result[name] = mergeList(name, result[name], value);
    else if (isFields(value) && value["$patch"] === "delete") delete result[name];
    else result[name] = applyStrategicMergePatch(result[name], value);
  }
  return result;
}

function mergeList(name: string, target: unknown, patch: readonly unknown[]): unknown {
  const current = Array.isArray(target) ? target : [];
  if (MERGED_SETS.has(name)) return [...new Set([...current, ...patch])];
  const items = patch.filter(isFields);
  if (items.some((item) => item["$patch"] === "replace")) {
    return items.filter((item) => item["$patch"] !== "replace").map(withoutDirectives);
  }
  const key = MERGE_KEYS[name]?.find((field) => items.length > 0 && items.every((item) => field in item));
  return key ? mergeByKey(key, current, items) : patch;
}

function mergeByKey(key: string, current: readonly unknown[], items: readonly Fields[]): readonly unknown[] {
  const merged = [...current];
  for (const item of items) {
    const index = merged.findIndex((other) => isFields(other) && other[key] === item[key]);
    if (item["$patch"] === "delete") {
      if (index >= 0) merged.splice(index, 1);
    } else if (index >= 0) merged[index] = applyStrategicMergePatch(merged[index], item);
    else merged.push(mergeFields({}, item));
  }
  return merged;
}

function without(list: unknown, removed: unknown): unknown {
  const gone = Array.isArray(removed) ? removed : [];
  return Array.isArray(list) ? list.filter((item) => !gone.includes(item)) : list;
}

function withoutDirectives(patch: Fields): Fields {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !name.startsWith("$")));
}
