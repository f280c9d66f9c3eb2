import type { EdgeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { lineNear } from "./line-near.ts";
import type { Scene } from "./placed.ts";
import { emptyScene, placeScene } from "./scene.ts";

/** The demo's mesh among so many other nodes that its lines run straight. */
function crowdedScene(): Scene {
  const mesh = demoTopology();
  const [one] = mesh.nodes;
  if (one === undefined) throw new Error("the fixture is empty");
  const others = Array.from({ length: 160 }, (_, index) => ({ ...one, id: `other ${index}` as typeof one.id }));
  const topology = { ...mesh, nodes: [...mesh.nodes, ...others] };
  const places = new Map(
    topology.nodes.map(({ id }, index) => [id, { x: (index % 7) * 300 + index * 3, y: Math.floor(index / 7) * 130 }]),
  );
  return placeScene(createElementReader().read(topology, "smart"), places, emptyScene);
}

const scene = crowdedScene();

describe("the line that is meant by a point", () => {
  it("is the one that runs there", () => {
    const straight = [...scene.edges.values()].filter(({ isStraight }) => isStraight);
    expect(straight.length).toBeGreaterThan(5);
    for (const { path } of straight) {
      const at = { x: 0.4 * path.start.x + 0.6 * path.end.x, y: 0.4 * path.start.y + 0.6 * path.end.y };
      const found = scene.edges.get(lineNear(scene, at, 1) ?? ("none" as EdgeId));
      expect(found?.isStraight).toBe(true);
    }
  });

  it("is none where nothing runs, and none of thousands far out", () => {
    const [first] = scene.edges.values();
    if (first === undefined) throw new Error("there is no line");
    expect(lineNear(scene, { x: -5000, y: -5000 }, 1)).toBeUndefined();
    expect(lineNear(scene, first.path.controls[0] ?? first.path.start, 0.1)).toBeUndefined();
  });
});
