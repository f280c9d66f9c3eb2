import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, rectAround, rectOf } from "../routes/shapes.ts";
import { gridPlaces } from "./card-grid.ts";

const size = { width: 132, height: 54 };
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `ns-${index}`, ...size }));

const anyMesh = fc.integer({ min: 1, max: 60 }).chain((count) =>
  fc.record({
    items: fc.constant(items(count)),
    flows: fc.array(
      fc.record({
        source: fc.nat(count - 1).map((index) => `ns-${index}`),
        target: fc.nat(count - 1).map((index) => `ns-${index}`),
        calls: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 120 },
    ),
  }),
);

describe("cards in a grid", () => {
  it("never touch", () =>
    fc.assert(
      fc.property(anyMesh, ({ items, flows }) => {
        const rects = [...gridPlaces(items, flows, 1.4).values()].map((at) => rectAround(at, size));
        expect(rects.some((rect, index) => rects.slice(index + 1).some((other) => overlaps(rect, other)))).toBe(false);
      }),
      { numRuns: 40 },
    ));

  it("stand where they stand in whatever order they and their calls come", () =>
    fc.assert(
      fc.property(anyMesh, ({ items, flows }) => {
        const one = gridPlaces(items, flows, 1.4);
        const other = gridPlaces(items.toReversed(), flows.toReversed(), 1.4);
        expect(new Map([...other].sort())).toEqual(new Map([...one].sort()));
      }),
      { numRuns: 20 },
    ));

  it("read from left to right along a chain of calls", () => {
    const flows = items(8)
      .slice(1)
      .map((_, index) => ({ source: `ns-${index}`, target: `ns-${index + 1}`, calls: 1 }));
    const places = gridPlaces(items(8), flows, 40);
    const xs = items(8).map(({ id }) => places.get(id)?.x ?? 0);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
    expect(new Set(xs).size).toBe(8);
  });

  it.each([12, 25, 60, 200])("fill a shape like a screen's, %i of them", (count) => {
    const whole = rectOf([...gridPlaces(items(count), [], 1.4).values()].map((at) => rectAround(at, size)));
    if (whole === undefined) throw new Error("nothing was placed");
    const aspect = (whole.right - whole.left) / (whole.bottom - whole.top);
    expect(aspect).toBeGreaterThan(0.8);
    expect(aspect).toBeLessThan(2.2);
  });
});
