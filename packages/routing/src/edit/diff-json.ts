import type { JsonPatchOperation } from "@fyr/contract";
import { fieldOf, isObject, type JsonObject, textIn } from "../json.ts";
import { isSame, type JsonPath, pointerOf } from "./json-path.ts";

/**
 * RFC 6902: what carries one value to another, and nothing else. Every value that is replaced or removed is tested
 * first, and so is the neighbour of what is put into a list. Items of lists are told apart by their name where all have
 * one, otherwise by what they are. `path` is where the values stand in the object that is patched.
 */
export function diffJson(before: unknown, after: unknown, path: JsonPath = []): JsonPatchOperation[] {
  if (isSame(before, after)) return [];
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return diffLists(before, after, path);
  return [testOf(path, before), { op: "replace", path: pointerOf(path), value: after }];
}

function diffObjects(before: JsonObject, after: JsonObject, path: JsonPath): JsonPatchOperation[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): JsonPatchOperation[] => {
    const at = [...path, name];
    const [was, is] = [fieldOf(before, name), fieldOf(after, name)];
    if (was === undefined) return is === undefined ? [] : [{ op: "add", path: pointerOf(at), value: is }];
    if (is === undefined) return [testOf(at, was), { op: "remove", path: pointerOf(at) }];
    return diffJson(was, is, at);
  });
}

/** From left to right: what stands left of `place` is as it will be, what stands right of it as it was. */
function diffLists(before: readonly unknown[], after: readonly unknown[], path: JsonPath): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  let place = 0;
  let old = 0;
  for (const [kept, into] of [...alignedItems(before, after), [before.length, after.length] as const]) {
    while (old < kept || place < into) {
      const at = [...path, place];
      if (old < kept && place < into) {
        operations.push(...diffJson(before[old], after[place], at));
        old += 1;
        place += 1;
      } else if (old < kept) {
        operations.push(testOf(at, before[old]), { op: "remove", path: pointerOf(at) });
        old += 1;
      } else {
        if (old < before.length) operations.push(testOf(at, before[old]));
        else if (place > 0) operations.push(testOf([...path, place - 1], after[place - 1]));
        operations.push({ op: "add", path: pointerOf(at), value: after[place] });
        place += 1;
      }
    }
    if (kept < before.length) {
      operations.push(...diffJson(before[kept], after[into], [...path, place]));
      old += 1;
      place += 1;
    }
  }
  return operations;
}

function testOf(path: JsonPath, value: unknown): JsonPatchOperation {
  return { op: "test", path: pointerOf(path), value };
}

/** Pairs of places that hold the same item, rising on both sides: as many as there can be. */
function alignedItems(before: readonly unknown[], after: readonly unknown[]): (readonly [number, number])[] {
  const isItem = areNamed(before) && areNamed(after) ? hasSameName : isSame;
  const lengths = before.map(() => after.map(() => 0));
  const lengthAt = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] = isItem(before[i], after[j])
        ? lengthAt(i + 1, j + 1) + 1
        : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (isItem(before[i], after[j])) {
      pairs.push([i, j]);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function areNamed(items: readonly unknown[]): boolean {
  const names = items.map((item) => textIn(item, "name"));
  return !names.includes(undefined) && new Set(names).size === items.length;
}

function hasSameName(a: unknown, b: unknown): boolean {
  return textIn(a, "name") === textIn(b, "name");
}
