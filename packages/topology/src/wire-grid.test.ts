import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundQuantity, roundRatio } from "./wire-grid.ts";

describe("roundQuantity", () => {
  it.each([
    [0, 0],
    [1234.5, 1230],
    [0.000_123_45, 0.000_123],
    [99.96, 100],
  ])("writes %d as %d", (value, round) => {
    expect(roundQuantity(value)).toBe(round);
  });

  it("is what the number is written as with three digits", () => {
    const written = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -12, max: 18 }));
    const anyNumber = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      written.map(([digits, exponent]) => Number(`${digits}e${exponent}`)),
    );
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(roundQuantity(value) + 0).toBe(Number(value.toPrecision(3)) + 0);
      }),
      { numRuns: 5000 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (value) => {
        expect(roundQuantity(roundQuantity(value))).toBe(roundQuantity(value));
      }),
    );
  });
});

describe("roundRatio", () => {
  it.each([
    [0, 0],
    [0.000_001, 0.0001],
    [0.071_23, 0.0712],
    [0.999_999, 0.9999],
    [1, 1],
  ])("writes %d as %d", (value, round) => {
    expect(roundRatio(value)).toBe(round);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
        expect(roundRatio(roundRatio(value))).toBe(roundRatio(value));
      }),
    );
  });
});
