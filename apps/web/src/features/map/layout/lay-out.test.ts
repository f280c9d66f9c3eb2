import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { demoTopology } from "../demo-topology.fixture.ts";
import { createElementReader } from "../elements.ts";
import { overlaps, rectAround } from "../routes/shapes.ts";
import { emptyScene, placeScene } from "../scene.ts";
import { layOut } from "./lay-out.ts";

const elements = createElementReader().read(demoTopology(), "smart");

describe("layout", () => {
  it("gives the same places for the same nodes, in whatever order they come", async () => {
    const one = await layOut(elements, 1.2, new Elk());
    const other = await layOut(
      { nodes: elements.nodes.toReversed(), edges: elements.edges.toReversed() },
      1.2,
      new Elk(),
    );
    expect([...other].sort()).toEqual([...one].sort());
  });

  it("lets no two nodes and no two namespaces touch", async () => {
    const scene = placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
    const nodes = [...scene.nodes.values()].map(({ centre, element }) => rectAround(centre, element));
    const boxes = scene.boxes.map(({ rect }) => rect);
    for (const group of [nodes, boxes]) {
      const touching = group.filter((rect, index) => group.slice(index + 1).some((other) => overlaps(rect, other)));
      expect(touching).toEqual([]);
    }
  });

  it("puts callers left of what they call in the demo's mesh", async () => {
    const places = await layOut(elements, 1.2, new Elk());
    const backward = elements.edges.filter(
      ({ source, target }) => (places.get(source)?.x ?? 0) >= (places.get(target)?.x ?? 0),
    );
    expect(backward).toEqual([]);
  });

  it("fits the demo's mesh on a screen at a size that can be read", async () => {
    const { boxes, nodes } = placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
    const rects = [...boxes, ...nodes.values()].map(({ rect }) => rect);
    const width = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
    const height = Math.max(...rects.map(({ bottom }) => bottom)) - Math.min(...rects.map(({ top }) => top));
    expect(width).toBeLessThan(1100);
    expect(height).toBeLessThan(820);
  });
});
