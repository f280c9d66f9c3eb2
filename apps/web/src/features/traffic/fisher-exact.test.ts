import { describe, expect, it } from "vitest";
import { fisherExact } from "./fisher-exact.ts";

describe("fisherExact", () => {
  // The first is Fisher's lady tasting tea; all were worked out in whole fractions.
  it.each([
    { a: [3, 4], b: [1, 4], chance: 34 / 70 },
    { a: [1, 50], b: [0, 9000], chance: 50 / 9050 },
    { a: [25, 500], b: [50, 500], chance: 0.003705 },
    { a: [0, 50], b: [0, 50], chance: 1 },
  ])("gives $a against $b a chance of $chance", ({ a, b, chance }) => {
    expect(fisherExact(outcome(a), outcome(b))).toBeCloseTo(chance, 5);
    expect(fisherExact(outcome(b), outcome(a))).toBeCloseTo(chance, 5);
  });

  it("stays a number when nothing could be less likely", () => {
    expect(fisherExact(outcome([1_000_000, 1_000_000]), outcome([0, 9_000_000]))).toBeLessThan(1e-15);
  });
});

function outcome([failed = 0, requests = 0]: number[]) {
  return { requests, failed };
}
