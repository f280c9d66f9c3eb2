import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parseRows, rowKey, rowsText } from "./rows-by-hand.ts";

const anyRows = fc
  .uniqueArray(fc.tuple(fc.string(), fc.boolean()), { minLength: 1, maxLength: 80, selector: ([id]) => rowKey(id) })
  .map((rows) => new Map(rows.map(([id, isOpen]) => [rowKey(id), isOpen])));

it("carries rows opened and closed there and back", () =>
  fc.assert(
    fc.property(anyRows, (rows) => {
      expect(parseRows(rowsText(rows))).toEqual(rows);
    }),
  ));

it("passes over what is no key, and keeps what is", () => {
  expect(parseRows("-,Ab,1f4k2a0,toolongakey,-9x")).toEqual(
    new Map([
      ["1f4k2a0", true],
      ["9x", false],
    ]),
  );
  expect(parseRows("")).toBeUndefined();
});

it("keeps the last touched of more than an address holds", () => {
  const many = new Map(Array.from({ length: 100 }, (_, at) => [rowKey(`row ${at}`), true]));
  const kept = parseRows(rowsText(many));
  expect(kept?.size).toBe(80);
  expect(kept?.has(rowKey("row 99"))).toBe(true);
  expect(kept?.has(rowKey("row 0"))).toBe(false);
});

it("has another key for each call of a tree", () => {
  const ids = Array.from({ length: 2000 }, (_, at) => `workload/north/shop/a|workload/north/shop/a>b${at}:http`);
  expect(new Set(ids.map(rowKey)).size).toBe(ids.length);
});
