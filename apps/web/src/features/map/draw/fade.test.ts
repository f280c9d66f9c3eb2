import { describe, expect, it } from "vitest";
import { FADE_STEPS, fadeAt, fadeStep } from "./fade.ts";

describe("healthy lines", () => {
  it.each([
    [29, 1],
    [60, 1],
    [61, 0.82],
    [120, 0.64],
    [150, 0.46],
    [5000, 0.46],
  ])("among %d nodes are drawn at %d of their strength", (nodes, strength) => {
    expect(fadeAt(fadeStep(nodes))).toBeCloseTo(strength);
    expect(fadeStep(nodes)).toBeLessThanOrEqual(FADE_STEPS);
  });
});
