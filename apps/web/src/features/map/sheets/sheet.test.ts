// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { createSheet, reaches } from "./sheet.ts";

const size = { width: 1000, height: 800 };
const painted = { at: { x: 0, y: 0, zoom: 1 }, size };

describe("what was painted", () => {
  it.each([
    { why: "where it was painted", viewport: { x: 0, y: 0, zoom: 1 }, does: true },
    { why: "a little beside", viewport: { x: 250, y: -200, zoom: 1 }, does: true },
    { why: "beyond its edge", viewport: { x: 350, y: 0, zoom: 1 }, does: false },
    { why: "nearer", viewport: { x: -200, y: -160, zoom: 1.4 }, does: true },
    { why: "so near that it is blurred", viewport: { x: -500, y: -400, zoom: 2 }, does: false },
    { why: "from farther away than it reaches", viewport: { x: 250, y: 200, zoom: 0.5 }, does: false },
  ])("reaches for a look from $why: $does", ({ viewport, does }) => {
    expect(reaches(painted, viewport, size)).toBe(does);
  });

  it("does not reach for a map of another size", () => {
    expect(reaches(painted, painted.at, { width: 900, height: 800 })).toBe(false);
  });
});

describe("a sheet", () => {
  const fresh = { isStale: false, mayBlur: false };

  /** On a map of 1001 × 801 px; where it lies, as CSS. */
  function sheet() {
    const parent = document.createElement("div");
    Object.defineProperties(parent, { clientWidth: { value: 1001 }, clientHeight: { value: 801 } });
    const made = createSheet(parent, "above", () => undefined);
    const canvas = () => parent.querySelector("canvas");
    const pixels = () => (canvas()?.width ?? 0) * (canvas()?.height ?? 0);
    return { ...made, lies: () => canvas()?.style.transform, pixels };
  }

  it("is painted once and then moved, by whole pixels", () => {
    const { put, lies } = sheet();
    expect(put({ x: 0.4, y: 0, zoom: 1 }, fresh)).toBe(true);
    expect(lies()).toBe("translate(-300px, -240px)");
    expect(put({ x: 100.7, y: -50, zoom: 1 }, fresh)).toBe(false);
    expect(lies()).toBe("translate(-200px, -290px)");
  });

  it("is stretched while the map is on its way, and painted sharp where it comes to rest", () => {
    const { put, lies } = sheet();
    put({ x: 0, y: 0, zoom: 1 }, fresh);
    const nearer = { x: -100, y: -80, zoom: 1.25 };
    expect(put(nearer, { isStale: false, mayBlur: true })).toBe(false);
    expect(lies()).toBe("translate(-475px, -380px) scale(1.25)");
    expect(put(nearer, fresh)).toBe(true);
    expect(lies()).toBe("translate(-300px, -240px)");
  });

  it("is painted anew on the way where it does not reach, and when something else is to be on it", () => {
    const { put } = sheet();
    put({ x: 0, y: 0, zoom: 1 }, fresh);
    expect(put({ x: 400, y: 0, zoom: 1 }, { isStale: false, mayBlur: true })).toBe(true);
    expect(put({ x: 400, y: 0, zoom: 1 }, { isStale: true, mayBlur: true })).toBe(true);
  });

  it("gives its pixels back while it is hidden, and is painted anew after", () => {
    const { put, hide, pixels } = sheet();
    put({ x: 0, y: 0, zoom: 1 }, fresh);
    hide();
    expect(pixels()).toBe(0);
    expect(put({ x: 0, y: 0, zoom: 1 }, fresh)).toBe(true);
    expect(pixels()).toBeGreaterThan(1001 * 801);
  });
});
