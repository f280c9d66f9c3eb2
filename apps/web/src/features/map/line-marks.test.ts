import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { layOut } from "./layout/lay-out.ts";
import { markRect, placeLineMarks } from "./line-marks.ts";
import { overlaps } from "./routes/shapes.ts";
import { emptyScene, placeScene, wholeOf } from "./scene.ts";

/** The demo's mesh with every edge in plaintext, the last of them in part. */
async function plainScene() {
  const topology = demoTopology();
  const last = topology.edges.at(-1);
  const edges = topology.edges.map((edge) => ({
    ...edge,
    flags: [edge === last ? ("partlyPlaintext" as const) : ("plaintext" as const)],
  }));
  const elements = createElementReader().read({ ...topology, edges }, "smart");
  return placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
}

describe("open padlocks", () => {
  it("stand one on every line in plaintext, clear of nodes and of each other", async () => {
    const scene = await plainScene();
    const marks = placeLineMarks(scene);
    expect(marks.map(({ edge }) => edge)).toEqual([...scene.edges.keys()]);
    const nodes = [...scene.nodes.values()].map(wholeOf);
    marks.forEach(({ at }, index) => {
      const others = marks.slice(index + 1).map((other) => markRect(other.at));
      expect([...nodes, ...others].filter((other) => overlaps(markRect(at), other))).toEqual([]);
    });
  });

  it("tell a line that is plaintext in part from one that is so as a whole", async () => {
    const marks = placeLineMarks(await plainScene());
    expect(marks.filter(({ partly }) => partly)).toEqual([marks.at(-1)]);
  });

  it("are not on lines of which nobody knows", async () => {
    const elements = createElementReader().read(demoTopology(), "smart");
    expect(placeLineMarks(placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene))).toEqual([]);
  });
});
