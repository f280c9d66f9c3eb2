import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rect } from "../routes/shapes.ts";
import { needsMinimap, onMap, onSmall, seenThrough, smallOf } from "./minimap-frame.ts";

const ground = { width: 156, height: 98 };
const number = fc.integer({ min: -5000, max: 5000 });
const anyRect: fc.Arbitrary<Rect> = fc
  .tuple(number, number, fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: 9000 }))
  .map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }));

describe("a small map", () => {
  it("holds the whole, whatever its shape, and leads from a point on it back to the map", () =>
    fc.assert(
      fc.property(anyRect, fc.float({ min: 0, max: 1, noNaN: true }), (whole, share) => {
        const small = smallOf(whole, ground);
        const { left, top, right, bottom } = onSmall(whole, small, ground);
        expect(left).toBeGreaterThanOrEqual(1);
        expect(top).toBeGreaterThanOrEqual(1);
        expect(right).toBeLessThanOrEqual(ground.width - 1);
        expect(bottom).toBeLessThanOrEqual(ground.height - 1);
        const at = { x: whole.left + share * (whole.right - whole.left), y: whole.bottom };
        const back = onMap({ x: small.x + small.scale * at.x, y: small.y + small.scale * at.y }, small);
        expect(back.x).toBeCloseTo(at.x, 3);
        expect(back.y).toBeCloseTo(at.y, 3);
      }),
    ));

  it("knows what a viewport shows", () => {
    expect(seenThrough({ x: 100, y: -50, zoom: 2 }, { width: 800, height: 400 })).toEqual({
      left: -50,
      top: 25,
      right: 350,
      bottom: 225,
    });
  });

  const whole = { left: 0, top: 0, right: 1000, bottom: 600 };
  it.each([
    { when: "all is seen", seen: { left: -20, top: -10, right: 1100, bottom: 650 }, nodes: 28, needed: false },
    { when: "a hair is out of sight", seen: { left: 5, top: 0, right: 1100, bottom: 650 }, nodes: 28, needed: false },
    { when: "a part is out of sight", seen: { left: 300, top: 0, right: 1100, bottom: 650 }, nodes: 28, needed: true },
    { when: "there are many nodes", seen: { left: -20, top: -10, right: 1100, bottom: 650 }, nodes: 61, needed: true },
  ])("is there where $when: $needed", ({ seen, nodes, needed }) => {
    expect(needsMinimap(whole, nodes, seen, 1)).toBe(needed);
  });
});
