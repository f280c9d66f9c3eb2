import { describe, expect, it } from "vitest";
import { frameOf } from "./framing.ts";
import { overlaps, type Rect } from "./routes/shapes.ts";

const legend = { left: 12, top: 600, right: 280, bottom: 760 };
const taken = [legend];
const isUnder = (rects: readonly Rect[], over: readonly Rect[]) =>
  rects.some((rect) => over.some((other) => overlaps(rect, other)));

function onScreen(rect: Rect, view: { x: number; y: number; zoom: number }): Rect {
  const { x, y, zoom } = view;
  return {
    left: rect.left * zoom + x,
    top: rect.top * zoom + y,
    right: rect.right * zoom + x,
    bottom: rect.bottom * zoom + y,
  };
}

function framed(
  rects: readonly Rect[],
  ground: { width: number; height: number; taken?: readonly Rect[] },
  most = 1.5,
) {
  const view = frameOf(rects, ground, most);
  if (view === undefined) throw new Error("not framed");
  return { zoom: view.zoom, rects: rects.map((rect) => onScreen(rect, view)) };
}

describe("the fitted map", () => {
  it("stands in the middle, as large as it may be", () => {
    const { zoom, rects } = framed([{ left: 0, top: 0, right: 100, bottom: 100 }], { width: 1000, height: 800 });
    expect(zoom).toBe(1.5);
    expect(rects[0]).toEqual({ left: 425, right: 575, top: 325, bottom: 475 });
  });

  it("is made small enough to be seen whole", () => {
    const { rects } = framed([{ left: -500, top: 0, right: 1500, bottom: 900 }], { width: 1000, height: 800 });
    expect(rects[0]?.left).toBeCloseTo(16);
    expect(rects[0]?.right).toBeCloseTo(984);
  });

  it("stays as large and moves aside where the legend would cover it", () => {
    const picture = [{ left: 0, top: 0, right: 700, bottom: 768 }];
    const ground = { width: 1024, height: 800 };
    const free = framed(picture, ground);
    const aside = framed(picture, { ...ground, taken });
    expect(isUnder(free.rects, taken)).toBe(true);
    expect(isUnder(aside.rects, taken)).toBe(false);
    expect(aside.zoom).toBe(free.zoom);
  });

  it.each([
    { what: "wide", rect: { left: 0, top: 0, right: 3000, bottom: 1900 } },
    { what: "tall", rect: { left: 0, top: 0, right: 900, bottom: 3000 } },
  ])("keeps a $what picture clear of the legend", ({ rect }) => {
    const { rects } = framed([rect], { width: 1000, height: 800, taken });
    expect(isUnder(rects, taken)).toBe(false);
    for (const each of rects) {
      expect(each.left).toBeGreaterThanOrEqual(0);
      expect(each.right).toBeLessThanOrEqual(1000);
      expect(each.bottom).toBeLessThanOrEqual(800);
    }
  });

  it.each([
    { what: "a minimap at the right", more: { left: 800, top: 620, right: 988, bottom: 788 } },
    { what: "a clock above", more: { left: 12, top: 12, right: 300, bottom: 60 } },
    { what: "buttons beside the legend", more: { left: 288, top: 500, right: 320, bottom: 760 } },
  ])("keeps clear of the legend and of $what", ({ more }) => {
    const all = [legend, more];
    for (const rect of [
      { left: 0, top: 0, right: 3000, bottom: 1900 },
      { left: 0, top: 0, right: 900, bottom: 3000 },
      { left: 0, top: 0, right: 600, bottom: 500 },
    ]) {
      const { rects } = framed([rect], { width: 1000, height: 800, taken: all });
      expect(isUnder(rects, all)).toBe(false);
    }
  });

  it("lets the legend lie where nothing is drawn", () => {
    const rects = [
      { left: 0, top: 0, right: 968, bottom: 400 },
      { left: 400, top: 420, right: 968, bottom: 768 },
    ];
    const ground = { width: 1000, height: 800 };
    expect(framed(rects, { ...ground, taken })).toEqual(framed(rects, ground));
  });

  it("is nothing where there is nothing to see or no room", () => {
    expect(frameOf([], { width: 100, height: 100 }, 1)).toBeUndefined();
    expect(frameOf([{ left: 0, top: 0, right: 1, bottom: 1 }], { width: 0, height: 0 }, 1)).toBeUndefined();
  });
});
