import { describe, expect, it } from "vitest";
import { tracePath } from "./edge-path.ts";
import { loopPath } from "./loop-path.ts";
import { contains, rectAround } from "./shapes.ts";

const rect = rectAround({ x: 200, y: 100 }, { width: 100, height: 34 });

describe("the way of a node's calls to itself", () => {
  it("leaves and enters at the lower border and stays out of the node", () => {
    const { points } = tracePath(loopPath(rect, 0));
    expect([points[0]?.y, points.at(-1)?.y]).toEqual([rect.bottom, rect.bottom]);
    expect(points.filter((point) => contains(rect, point))).toEqual([]);
  });

  it("goes around the loop that is there already", () => {
    const first = tracePath(loopPath(rect, 0)).points;
    const second = tracePath(loopPath(rect, 1)).points;
    const shared = second.filter((point) => first.some(({ x, y }) => Math.hypot(x - point.x, y - point.y) < 2));
    expect(shared).toEqual([]);
  });
});
