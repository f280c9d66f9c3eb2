/** Any JSON object: what an API server answered, before its shape is known. */
export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of its own: what every object inherits (`toString`, `__proto__`) is no part of its JSON. */
export function fieldOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The list under a name; empty when it is absent or no list. */
export function listIn(object: unknown, name: string): readonly unknown[] {
  const value = isObject(object) ? object[name] : undefined;
  return Array.isArray(value) ? value : [];
}

/** The object under a name; empty when it is absent or no object. */
export function objectIn(object: unknown, name: string): JsonObject {
  const value = isObject(object) ? object[name] : undefined;
  return isObject(value) ? value : {};
}

/** The text under a name; absent when it is empty, as proto3 means it. */
export function textIn(object: unknown, name: string): string | undefined {
  const value = isObject(object) ? object[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function textsIn(object: unknown, name: string): readonly string[] {
  return listIn(object, name).filter((value) => typeof value === "string");
}

export function integerIn(object: unknown, name: string): number | undefined {
  const value = isObject(object) ? object[name] : undefined;
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}
