import { describe, expect, it } from "vitest";
import { tracePath } from "./edge-path.ts";
import { loopOffsets, loopPath } from "./loop-path.ts";
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

  it.each([0, 1])("is told to cytoscape so that its controls come out where they are (loop %d)", (already) => {
    const path = loopPath(rect, already);
    const { direction, sweep, reach } = loopOffsets(path, rect);
    const middle = ((Number.parseFloat(direction) - 90) * Math.PI) / 180;
    const half = (Number.parseFloat(sweep) * Math.PI) / 360;
    // https://github.com/cytoscape/cytoscape.js, findLoopPoints: 1.4 times the distance, half the sweep to either side.
    const controls = [middle - half, middle + half].map((angle) => ({
      x: 200 + Math.cos(angle) * 1.4 * reach,
      y: 100 + Math.sin(angle) * 1.4 * reach,
    }));
    controls.forEach((control, index) => {
      expect(control.x).toBeCloseTo(path.controls[index]?.x ?? Number.NaN);
      expect(control.y).toBeCloseTo(path.controls[index]?.y ?? Number.NaN);
    });
  });
});
