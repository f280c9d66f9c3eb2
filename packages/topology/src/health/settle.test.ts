import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearMargin, type Held, type Level, levelsOf, looksToRecover, looksToWorsen, settle } from "./settle.ts";

/** Shares of 1 % degrade, of 3 % fail. */
const levelAt = (ratio: number): Level => (ratio >= 0.03 ? 3 : ratio >= 0.01 ? 2 : 0);
const look = (before: Held | undefined, ratio: number) =>
  settle(
    before,
    levelsOf((value, _, scale) => levelAt(value * scale), ratio, undefined),
  );
const looks = (ratios: readonly number[], first?: Held): Held[] => {
  let held = first;
  return ratios.map((ratio) => {
    held = look(held, ratio);
    return held;
  });
};

const anyRatio = fc.double({ min: 0, max: 0.1, noNaN: true });
const anyPast = fc.array(anyRatio, { minLength: 1, maxLength: 20 });

describe("settle", () => {
  it.each([
    { what: "stays at the threshold's edge", ratios: [0.0101, 0.0099, 0.0101, 0.0099], levels: [2, 2, 2, 2] },
    { what: "stays well at the threshold's edge", ratios: [0.0099, 0.0101, 0.0099, 0.0101], levels: [0, 0, 0, 0] },
    { what: "recovers at once where it is clear", ratios: [0.02, 0.005], levels: [2, 0] },
    { what: "worsens at once where it is clear", ratios: [0, 0.2], levels: [0, 3] },
    { what: "steps down one level at a time", ratios: [0.04, 0.009], levels: [3, 2] },
    { what: "worsens after three looks", ratios: [0, 0.0101, 0.0101, 0.0101], levels: [0, 0, 0, 2] },
    {
      what: "recovers after twelve",
      ratios: [0.0101, ...Array(12).fill(0.0099)],
      levels: [...Array(12).fill(2), 0],
    },
    {
      what: "counts anew after a relapse",
      ratios: [0, 0.0101, 0.0101, 0.0099, 0.0101, 0.0101],
      levels: [0, 0, 0, 0, 0, 0],
    },
  ])("$what", ({ ratios, levels }) => {
    expect(looks(ratios).map(({ level }) => level)).toEqual(levels);
  });

  it("lets the plain thresholds decide without a verdict before", () => {
    fc.assert(fc.property(anyRatio, (ratio) => look(undefined, ratio).level === levelAt(ratio)));
  });

  it("never flips on a value that stays", () => {
    fc.assert(
      fc.property(anyRatio, fc.integer({ min: 1, max: 30 }), (ratio, times) => {
        const levels = looks(Array(times).fill(ratio)).map(({ level }) => level);
        expect(new Set(levels).size).toBe(1);
      }),
    );
  });

  it("comes to the plain verdict from any past, in one direction", () => {
    fc.assert(
      fc.property(anyPast, anyRatio, (past, ratio) => {
        const start = looks(past).at(-1);
        const levels = looks(Array(looksToRecover).fill(ratio), start).map(({ level }) => level);
        const rising = [...levels].sort();
        expect(levels.at(-1)).toBe(levelAt(ratio));
        expect([rising, rising.toReversed()]).toContainEqual(levels);
      }),
    );
  });

  it("never says better than what is left of the value without the margin", () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        looks(past).forEach(({ level }, i) => {
          expect(level).toBeGreaterThanOrEqual(levelAt((past[i] ?? 0) * clearMargin));
        });
      }),
    );
  });

  it("never delays worse beyond its few looks", () => {
    fc.assert(
      fc.property(anyPast, fc.array(anyRatio, { minLength: looksToWorsen, maxLength: looksToWorsen }), (past, now) => {
        const least = Math.min(...now.map(levelAt));
        expect(looks([...past, ...now]).at(-1)?.level).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});
