import { describe, expect, it } from "vitest";
import { controlOffsets, levelCurve, pointAlong, roundedPath, tracePath } from "./edge-path.ts";

describe("paths of edges", () => {
  const start = { x: 10, y: 20 };
  const end = { x: 110, y: 80 };

  it("leave and arrive level", () => {
    const { points } = tracePath(levelCurve(start, end), 1);
    const [first, second] = points;
    const [beforeLast, last] = points.slice(-2);
    expect(Math.abs((second?.y ?? 0) - (first?.y ?? 0))).toBeLessThan(0.1);
    expect(Math.abs((last?.y ?? 0) - (beforeLast?.y ?? 0))).toBeLessThan(0.1);
    expect([first, last]).toEqual([start, end]);
  });

  it("are walked in steps no longer than asked for", () => {
    const { points } = tracePath(levelCurve(start, end), 3);
    const steps = points
      .slice(1)
      .map((at, index) => Math.hypot(at.x - (points[index]?.x ?? 0), at.y - (points[index]?.y ?? 0)));
    expect(Math.max(...steps)).toBeLessThanOrEqual(3);
  });

  it("tell the point at any length of the way", () => {
    const trace = tracePath(
      roundedPath(
        [
          { x: 0, y: 0 },
          { x: 100, y: 0 },
        ],
        10,
      ),
    );
    expect(trace.length).toBeCloseTo(100);
    expect(pointAlong(trace, 25)).toEqual({ x: expect.closeTo(25), y: 0 });
    expect(pointAlong(trace, 1000)).toEqual({ x: 100, y: 0 });
  });

  it("round a corner only near it: far legs stay straight", () => {
    const { points } = tracePath(
      roundedPath(
        [
          { x: 0, y: 0 },
          { x: 200, y: 0 },
          { x: 200, y: 200 },
        ],
        20,
      ),
      1,
    );
    for (const { x, y } of points) {
      if (x < 179) expect(y).toBeCloseTo(0);
      if (y > 21) expect(x).toBeCloseTo(200);
    }
    expect(points.some(({ x, y }) => x < 199 && y > 1)).toBe(true);
  });

  it("are told to cytoscape so that its controls are ours", () => {
    const path = levelCurve(start, end);
    const { weights, distances } = controlOffsets(path);
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const whole = Math.hypot(dx, dy);
    // What cytoscape does with `edge-distances: endpoints`.
    const again = weights.map((weight, index) => ({
      x: start.x + weight * dx - ((distances[index] ?? 0) * dy) / whole,
      y: start.y + weight * dy + ((distances[index] ?? 0) * dx) / whole,
    }));
    again.forEach((control, index) => {
      expect(control.x).toBeCloseTo(path.controls[index]?.x ?? Number.NaN);
      expect(control.y).toBeCloseTo(path.controls[index]?.y ?? Number.NaN);
    });
  });
});
