import type { JsonPatchOperation } from "@fyr/contract";
import { fieldOf, isObject } from "../json.ts";
import { isSame } from "./json-path.ts";

export type Patched = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly at: string };

/**
 * RFC 6902 as `diffJson` writes it, all or nothing. Stricter in one point: a field is added only where there is none,
 * so that nothing somebody else put there is overwritten.
 */
export function applyPatch(json: unknown, patch: readonly JsonPatchOperation[]): Patched {
  let value = json;
  for (const operation of patch) {
    const next = change(value, namesOf(operation.path), operation);
    if (next === refused) return { ok: false, at: operation.path };
    value = next;
  }
  return { ok: true, value };
}

const refused = Symbol("does not apply");

function namesOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function change(at: unknown, names: readonly string[], operation: JsonPatchOperation): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return atEnd(at, operation);
  if (Array.isArray(at)) return changeList(at, Number(name), rest, operation);
  if (!isObject(at)) return refused;
  const field = fieldOf(at, name);
  const isThere = field !== undefined;
  if (rest.length === 0 && operation.op === "add") return isThere ? refused : { ...at, [name]: operation.value };
  if (!isThere) return refused;
  if (rest.length === 0 && operation.op === "remove") {
    return Object.fromEntries(Object.entries(at).filter(([other]) => other !== name));
  }
  const next = change(field, rest, operation);
  return next === refused ? refused : { ...at, [name]: next };
}

function changeList(
  at: readonly unknown[],
  place: number,
  rest: readonly string[],
  operation: JsonPatchOperation,
): unknown {
  const most = operation.op === "add" && rest.length === 0 ? at.length : at.length - 1;
  if (!Number.isInteger(place) || place < 0 || place > most) return refused;
  if (rest.length === 0 && operation.op === "add") return at.toSpliced(place, 0, operation.value);
  if (rest.length === 0 && operation.op === "remove") return at.toSpliced(place, 1);
  const next = change(at[place], rest, operation);
  return next === refused ? refused : at.with(place, next);
}

function atEnd(at: unknown, { op, value }: JsonPatchOperation): unknown {
  switch (op) {
    case "test":
      return isSame(at, value) ? at : refused;
    case "replace":
      return value;
    case "add":
    case "remove":
      return refused;
  }
}
