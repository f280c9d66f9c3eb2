import { isDeepStrictEqual } from "node:util";
import { isFields } from "../schema/check-fields.ts";

export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

export type PatchResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

class PatchProblem extends Error {}

/** RFC 6902. All operations or none. */
export function applyJsonPatch(target: unknown, operations: readonly PatchOperation[]): PatchResult {
  try {
    const value = operations.reduce<unknown>((state, operation) => applyOne(state, operation), structuredClone(target));
    return { ok: true, value };
  } catch (error) {
    if (error instanceof PatchProblem) return { ok: false, why: error.message };
    throw error;
  }
}

function applyOne(state: unknown, operation: PatchOperation): unknown {
  const path = segments(operation.path);
  switch (operation.op) {
    case "add":
      return edit(state, path, { kind: "add", value: givenValue(operation) });
    case "replace":
      return edit(state, path, { kind: "replace", value: givenValue(operation) });
    case "remove":
      return edit(state, path, { kind: "remove" });
    case "move": {
      const from = segments(operation.from ?? "");
      return edit(edit(state, from, { kind: "remove" }), path, { kind: "add", value: read(state, from) });
    }
    case "copy":
      return edit(state, path, { kind: "add", value: structuredClone(read(state, segments(operation.from ?? ""))) });
    case "test":
      if (isDeepStrictEqual(read(state, path, true), operation.value ?? null)) return state;
      throw new PatchProblem(`testing value ${operation.path} failed: test failed`);
    default:
      throw new PatchProblem(`Unexpected kind: ${operation.op}`);
  }
}

function givenValue(operation: PatchOperation): unknown {
  if (!("value" in operation)) throw new PatchProblem(`${operation.op} operation on ${operation.path} has no value`);
  return operation.value;
}

function segments(pointer: string): readonly string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new PatchProblem(`missing path: "${pointer}" does not start with a slash`);
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** `absentIsNull`: a test may ask that the last field is not there. */
function read(state: unknown, path: readonly string[], absentIsNull = false): unknown {
  return path.reduce<unknown>((value, segment, depth) => {
    if (Array.isArray(value)) return value[indexOf(segment, value.length - 1)];
    if (isFields(value) && Object.hasOwn(value, segment)) return value[segment];
    if (absentIsNull && isFields(value) && depth === path.length - 1) return null;
    throw new PatchProblem(`path /${path.join("/")} does not exist: missing value`);
  }, state);
}

type Edit = { readonly kind: "add" | "replace"; readonly value: unknown } | { readonly kind: "remove" };

function edit(state: unknown, path: readonly string[], change: Edit): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return change.kind === "remove" ? null : change.value;
  if (Array.isArray(state)) return editList(state, segment, rest, change);
  if (!isFields(state)) throw new PatchProblem(`path to ${segment} does not exist: missing container`);
  if (rest.length === 0 && change.kind === "add") return { ...state, [segment]: change.value };
  if (!Object.hasOwn(state, segment))
    throw new PatchProblem(`${change.kind} operation does not apply: missing key ${segment}`);
  if (rest.length > 0) return { ...state, [segment]: edit(state[segment], rest, change) };
  if (change.kind !== "remove") return { ...state, [segment]: change.value };
  const { [segment]: _removed, ...others } = state;
  return others;
}

function editList(state: readonly unknown[], segment: string, rest: readonly string[], change: Edit): unknown {
  if (rest.length > 0) {
    const index = indexOf(segment, state.length - 1);
    return state.with(index, edit(state[index], rest, change));
  }
  if (change.kind === "add") {
    const index = segment === "-" ? state.length : indexOf(segment, state.length);
    return state.toSpliced(index, 0, change.value);
  }
  const index = indexOf(segment, state.length - 1);
  return change.kind === "remove" ? state.toSpliced(index, 1) : state.with(index, change.value);
}

function indexOf(segment: string, highest: number): number {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : Number.NaN;
  if (index <= highest) return index;
  throw new PatchProblem(`Unable to access invalid index: ${segment}: invalid index referenced`);
}
