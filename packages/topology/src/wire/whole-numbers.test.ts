import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packRows, runsOf, unpackRows } from "./runs.ts";
import { pack, unpack } from "./whole-numbers.ts";

describe("pack and unpack", () => {
  it.each([
    [[0, 1, -1, 15, -15], "ACDef"],
    [[16, -16, 511], "gBhB+f"],
    [[], ""],
  ])("%j is %s", (numbers, text) => {
    expect(pack(numbers)).toBe(text);
    expect(unpack(text)).toEqual(numbers);
  });

  it("give back any numbers", () => {
    const number = fc.integer({ min: -(2 ** 30) + 1, max: 2 ** 30 - 1 });
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        expect(unpack(pack(numbers))).toEqual(numbers);
      }),
    );
  });
});

describe("packRows and unpackRows", () => {
  it.each([
    [
      [0, 1, 2],
      [0, 3],
    ],
    [
      [1, 2, 5],
      [1, 2, 2, 1],
    ],
    [[], []],
  ])("rows %j are runs %j", (rows, runs) => {
    expect(runsOf(rows)).toEqual(runs);
  });

  it("give back any rows", () => {
    const rows = fc.uniqueArray(fc.nat(100)).map((some) => some.sort((a, b) => a - b));
    fc.assert(
      fc.property(rows, (some) => {
        expect(unpackRows(packRows(some))).toEqual(some);
      }),
    );
  });
});
