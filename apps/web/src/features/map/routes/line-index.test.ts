import { describe, expect, it } from "vitest";
import { tracePath } from "./edge-path.ts";
import { indexLines } from "./line-index.ts";
import { rectAround } from "./shapes.ts";

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
});
