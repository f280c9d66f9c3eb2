import { describe, expect, it } from "vitest";
import { reaches } from "./sheet.ts";

const size = { width: 1000, height: 800 };
const painted = { at: { x: 0, y: 0, zoom: 1 }, size };

describe("a sheet", () => {
  it.each([
    { why: "where it was painted", viewport: { x: 0, y: 0, zoom: 1 }, does: true },
    { why: "a little beside", viewport: { x: 250, y: -200, zoom: 1 }, does: true },
    { why: "beyond its edge", viewport: { x: 350, y: 0, zoom: 1 }, does: false },
    { why: "nearer", viewport: { x: -200, y: -160, zoom: 1.4 }, does: true },
    { why: "so near that it is blurred", viewport: { x: -500, y: -400, zoom: 2 }, does: false },
    { why: "from farther away than it reaches", viewport: { x: 250, y: 200, zoom: 0.5 }, does: false },
  ])("does $does for a look from $why", ({ viewport, does }) => {
    expect(reaches(painted, viewport, size)).toBe(does);
  });

  it("does not for a map of another size", () => {
    expect(reaches(painted, painted.at, { width: 900, height: 800 })).toBe(false);
  });
});
