import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pointAlong, tracePath } from "./edge-path.ts";
import { indexLines } from "./line-index.ts";
import { contains, grow, type Point, rectAround } from "./shapes.ts";

const curve = tracePath({ start: { x: 0, y: 0 }, controls: [{ x: 200, y: 0 }], end: { x: 400, y: 0 } });
/** Two points and nothing between them, as straight lines are kept. */
const straight = {
  points: [
    { x: 0, y: 300 },
    { x: 900, y: -100 },
  ],
  lengths: [0, Math.hypot(900, 400)],
  length: Math.hypot(900, 400),
};
const lines = indexLines(
  new Map([
    ["curve", { trace: curve }],
    ["straight", { trace: straight }],
  ]),
);

describe("where lines run", () => {
  it.each([
    [{ x: 100, y: 4 }, 1],
    [{ x: 450, y: 100 }, 1],
    [{ x: 225, y: 200 }, 1],
    [{ x: 100, y: 60 }, 0],
    [{ x: 675, y: 0 }, 1],
  ])("at %o %d of them are met", (at, count) => {
    expect(lines.crossing(rectAround(at, { width: 30, height: 15 }), "none")).toBe(count);
  });

  it("one's own line does not count", () => {
    expect(lines.crossing(rectAround({ x: 450, y: 100 }, { width: 30, height: 15 }), "straight")).toBe(0);
  });

  it("counting ends at what is enough", () => {
    const everywhere = { left: -1000, right: 1000, top: -1000, bottom: 1000 };
    expect(lines.crossing(everywhere, "none")).toBe(2);
    expect(lines.crossing(everywhere, "none", 1)).toBe(1);
  });

  it("meets a line exactly where one walks over it, whatever the cells", () => {
    const place = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });
    const size = fc.record({ width: fc.integer({ min: 8, max: 400 }), height: fc.integer({ min: 8, max: 400 }) });
    fc.assert(
      fc.property(place, place, place, size, (from, to, at, wide) => {
        fc.pre(from.x !== to.x || from.y !== to.y);
        const line = straightTrace(from, to);
        const found = indexLines(new Map([["line", { trace: line }]])).crossing(rectAround(at, wide), "none");
        const walk = Array.from({ length: 2001 }, (_, step) => pointAlong(line, (step / 2000) * line.length));
        // Who walks in steps may pass a corner by; a step is less than 2 px.
        if (walk.some((point) => contains(rectAround(at, wide), point))) expect(found).toBe(1);
        if (!walk.some((point) => contains(grow(rectAround(at, wide), 2), point))) expect(found).toBe(0);
      }),
    );
  });
});

function straightTrace(from: Point, to: Point) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return { points: [from, to], lengths: [0, length], length };
}
