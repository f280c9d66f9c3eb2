import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundQuantity, roundRatio } from "../wire-grid.ts";
import { type Scale, stepOf, valueOfStep } from "./scales.ts";

describe("stepOf and valueOfStep", () => {
  it.each<[number, Scale, number | undefined]>([
    [7, "whole", 7],
    [0.5, "whole", undefined],
    [0, "digits", 0],
    [1, "digits", 11_701],
    [1.01, "digits", 11_702],
    [999, "digits", 14_400],
    [1000, "digits", 14_401],
    [1234, "digits", undefined],
    [-1, "digits", undefined],
    [0.1234, "decimals", 1234],
    [0.12345, "decimals", undefined],
  ])("%d on %s is step %s", (value, scale, step) => {
    expect(stepOf(value, scale)).toBe(step);
    if (step !== undefined) expect(valueOfStep(step, scale)).toBe(value);
  });

  it("give back every quantity of the wire grid to the last bit, in order", () => {
    const quantity = fc
      .integer({ min: -12, max: 16 })
      .chain((power) => fc.double({ min: 10 ** power, max: 10 ** (power + 1), noNaN: true }).map(roundQuantity));
    fc.assert(
      fc.property(quantity, quantity, (some, other) => {
        const [step, otherStep] = [stepOf(some, "digits"), stepOf(other, "digits")];
        expect(step === undefined ? undefined : valueOfStep(step, "digits")).toBe(some);
        expect((step ?? 0) < (otherStep ?? 0)).toBe(some < other);
      }),
    );
  });

  it("give back every ratio of the wire grid to the last bit", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }).map(roundRatio), (ratio) => {
        const step = stepOf(ratio, "decimals");
        expect(step === undefined ? undefined : valueOfStep(step, "decimals")).toBe(ratio);
      }),
    );
  });

  it("never give back anything but what went in", () => {
    const scales = fc.constantFrom<Scale>("whole", "digits", "decimals");
    // JSON knows no -0.
    const value = fc.double({ noNaN: true }).map((any) => any + 0);
    fc.assert(
      fc.property(value, scales, (any, scale) => {
        const step = stepOf(any, scale);
        expect(step === undefined ? any : valueOfStep(step, scale)).toBe(any);
      }),
    );
  });
});
