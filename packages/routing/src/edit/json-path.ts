import { fieldOf, isObject, type JsonObject } from "../json.ts";

/** Names of fields and places in lists, from the outside in. */
export type JsonPath = readonly (string | number)[];

export function valueAt(json: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return typeof step === "number" ? at[step] : undefined;
    return isObject(at) ? fieldOf(at, String(step)) : undefined;
  }, json);
}

/**
 * The same JSON with one value set; what is not on the way to it stays the same object. `undefined` takes the value
 * away, and what is left empty by that on the way goes with it. Objects that are missing on the way are made.
 */
export function withValue(json: JsonObject, path: JsonPath, value: unknown): JsonObject {
  if (isSame(valueAt(json, path), value)) return json;
  const next = value === undefined ? without(json, path) : withSet(json, path, value);
  return isObject(next) ? next : {};
}

/** RFC 6901. */
export function pointerOf(path: JsonPath): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Equal as JSON: order counts in lists, not in objects; a field that is `undefined` is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) =>
    isSame(fieldOf(a, name), fieldOf(b, name)),
  );
}

function withSet(at: unknown, path: JsonPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number" && Array.isArray(at)) {
    return at.with(step, withSet(at[step], rest, value));
  }
  const object = isObject(at) ? at : {};
  return { ...object, [step]: withSet(fieldOf(object, String(step)), rest, value) };
}

/** Undefined where nothing is left. */
function without(at: unknown, path: JsonPath): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  if (Array.isArray(at)) {
    if (typeof step !== "number" || !(step in at)) return at;
    // An item of a list is a thing of its own: it stays where only something in it goes.
    if (rest.length > 0) return at.with(step, without(at[step], rest) ?? {});
    return at.length === 1 ? undefined : at.toSpliced(step, 1);
  }
  if (!isObject(at) || !Object.hasOwn(at, step)) return at;
  const left = without(at[step], rest);
  if (left !== undefined) return { ...at, [step]: left };
  const others = Object.fromEntries(Object.entries(at).filter(([name]) => name !== step));
  return Object.keys(others).length === 0 ? undefined : others;
}
