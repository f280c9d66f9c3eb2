import { describe, expect, it } from "vitest";
import { demoTopology } from "../demo-topology.fixture.ts";
import { createElementReader } from "../elements.ts";
import type { Palette } from "../palette.ts";
import { emptyScene, placeScene } from "../scene.ts";
import { paintNodeBodies } from "./paint-node-bodies.ts";
import type { Pen } from "./pen.ts";

const palette = { accents: [] } as unknown as Palette;
const topology = demoTopology();
const ids = topology.nodes.filter(({ kind }) => kind === "workload").map(({ id }) => id);
const scene = placeScene(
  createElementReader().read(topology, "smart"),
  new Map(ids.map((id, index) => [id, { x: 300 * index, y: 0 }])),
  emptyScene,
);

/** The rounded rectangles that are drawn: left, top, width, height, radius. */
function drawn(view: Parameters<typeof paintNodeBodies>[3]): number[][] {
  const rects: number[][] = [];
  const pen = new Proxy({} as Pen, {
    get: (_, part) => (part === "roundRect" ? (...rect: number[]) => rects.push(rect) : () => undefined),
    set: () => true,
  });
  paintNodeBodies(pen, scene, palette, view);
  return rects;
}

describe("bodies of nodes", () => {
  const [first] = scene.nodes.values();
  if (first === undefined) throw new Error("the fixture is empty");
  const { left, top, right, bottom } = first.rect;
  const beside = { shown: first.rect, focus: undefined, selected: undefined };

  it("are painted where they can be seen", () => {
    expect(drawn(beside)).toEqual([[left, top, right - left, bottom - top, 9]]);
    expect(drawn({ ...beside, shown: { left: -9000, right: 90_000, top: -100, bottom: 100 } }).length).toBeGreaterThan(
      5,
    );
  });

  it("have their ring where cytoscape would draw it, half its distance away", () => {
    const [, ring] = drawn({ ...beside, selected: first.element.id });
    const [x = 0, , width = 0, , radius = 0] = ring ?? [];
    expect(left - x).toBeCloseTo(2.9);
    expect(width - (right - left)).toBeCloseTo(5.8);
    expect(radius).toBeCloseTo(11.9);
  });
});
