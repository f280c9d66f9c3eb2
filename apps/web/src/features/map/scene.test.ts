import type { Topology } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import type { Point } from "./routes/shapes.ts";
import { emptyScene, placeScene } from "./scene.ts";

/** So often the demo's mesh, in namespaces of their own, that lines run straight. */
const COPIES = 12;

function largeMesh(): Topology {
  const mesh = demoTopology();
  const copy = <Id extends string>(id: Id, index: number) => `${id} ${index}` as Id;
  const copies = Array.from({ length: COPIES }, (_, index) => index);
  return {
    ...mesh,
    nodes: copies.flatMap((index) => mesh.nodes.map((node) => ({ ...node, id: copy(node.id, index) }))),
    edges: copies.flatMap((index) =>
      mesh.edges.map((edge) => ({
        ...edge,
        id: copy(edge.id, index),
        source: copy(edge.source, index),
        target: copy(edge.target, index),
      })),
    ),
  };
}

function inRows({ nodes }: Topology): Map<string, Point> {
  return new Map(nodes.map(({ id }, index) => [id, { x: (index % 20) * 200, y: Math.floor(index / 20) * 90 }]));
}

describe("a scene of a large mesh", () => {
  it("keeps the lines of all but the node that was moved", () => {
    const mesh = largeMesh();
    const elements = createElementReader().read(mesh, "smart");
    const places = inRows(mesh);
    const before = placeScene(elements, places, emptyScene);
    const moved = elements.nodes.find(({ id }) => id.includes("shop/cart"))?.id ?? elements.nodes[0]?.id;
    if (moved === undefined) throw new Error("the fixture is empty");
    const after = placeScene(elements, new Map([...places, [moved, { x: -500, y: -500 }]]), before);
    const straight = [...after.edges.values()].filter(({ isStraight }) => isStraight);
    const touched = straight.filter(({ element }) => element.source === moved || element.target === moved);
    const kept = straight.filter((edge) => before.edges.get(edge.element.id) === edge);
    expect(touched.length).toBeGreaterThan(0);
    expect(kept.length).toBe(straight.length - touched.length);
    expect(touched.every(({ element, path }) => path !== before.edges.get(element.id)?.path)).toBe(true);
  });
});
