import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { placeLabels } from "./label-places.ts";
import { layOut } from "./layout/lay-out.ts";
import { overlaps } from "./routes/shapes.ts";
import { emptyScene, placeScene } from "./scene.ts";

const measure = (words: string) => words.length * 6;

async function demoLabels(zoom: number, choice: "smart" | "p99" = "smart") {
  const elements = createElementReader().read(demoTopology(), choice);
  const scene = placeScene(elements, await layOut(elements, new Elk()), emptyScene);
  return { scene, labels: placeLabels(scene, zoom, measure) };
}

describe("labels", () => {
  it.each([0.6, 1, 2])("never stand on a node or on each other at zoom %d", async (zoom) => {
    const { scene, labels } = await demoLabels(zoom, "p99");
    const nodes = [...scene.nodes.values()].map(({ rect }) => rect);
    labels.forEach(({ rect }, index) => {
      const others = labels.slice(index + 1).map((other) => other.rect);
      expect([...nodes, ...others].filter((other) => overlaps(rect, other))).toEqual([]);
    });
  });

  it.each([0.2, 0.5, 1])("of what fails keep their size on screen at zoom %d", async (zoom) => {
    const { labels } = await demoLabels(zoom);
    const failing = labels.find(({ label }) => label.tone === "failing");
    if (failing === undefined) throw new Error("the failing edge has no label");
    const onScreen = (failing.rect.bottom - failing.rect.top) * zoom;
    expect(onScreen).toBeCloseTo(failing.glyphOnly ? 18 : 38);
  });

  it("of healthy edges go first when one zooms out", async () => {
    const { labels } = await demoLabels(0.4);
    expect(labels.map(({ label }) => label.tone).sort()).toEqual(["degraded", "failing"]);
  });
});
