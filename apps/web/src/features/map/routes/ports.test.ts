import { describe, expect, it } from "vitest";
import { portHeights } from "./ports.ts";

const rect = { left: 0, right: 100, top: 100, bottom: 134 };

describe("ports", () => {
  it("are sorted by where the edges go, 6 px apart around the middle", () => {
    const heights = portHeights(rect, [
      { edge: "low", towards: 400, reach: 0 },
      { edge: "high", towards: 10, reach: 0 },
      { edge: "level", towards: 117, reach: 0 },
    ]);
    expect([...heights]).toEqual([
      ["high", 111],
      ["level", 117],
      ["low", 123],
    ]);
  });

  it("move closer when there are many, and stay on the border", () => {
    const ends = Array.from({ length: 20 }, (_, index) => ({ edge: `e${index}`, towards: index, reach: 0 }));
    const heights = [...portHeights(rect, ends).values()];
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(rect.top + 6);
    expect(Math.max(...heights)).toBeLessThanOrEqual(rect.bottom - 6);
  });

  it("puts a lone edge in the middle", () => {
    expect([...portHeights(rect, [{ edge: "one", towards: 900, reach: 0 }]).values()]).toEqual([117]);
  });
});
