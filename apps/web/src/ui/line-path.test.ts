import { expect, it } from "vitest";
import { linePath } from "./line-path.ts";

const box = { width: 100, height: 10, low: 0, high: 1 };

it("stands each value where its time lies, and evenly where none is given", () => {
  expect(linePath([0, 1, 1], box)).toBe("M0.0 10.0L50.0 0.0L100.0 0.0");
  expect(linePath([0, 1, 1], box, [0, 0.8, 1])).toBe("M0.0 10.0L80.0 0.0L100.0 0.0");
});

it("leaves a gap where nothing was measured", () => {
  expect(linePath([0, null, 1], box)).toBe("M0.0 10.0M100.0 0.0");
});
