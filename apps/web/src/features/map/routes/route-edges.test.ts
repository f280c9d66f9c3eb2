import Elk from "elkjs/lib/elk.bundled.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demoTopology } from "../demo-topology.fixture.ts";
import { createElementReader } from "../elements.ts";
import { layOut } from "../layout/lay-out.ts";
import type { Scene } from "../placed.ts";
import { emptyScene, placeScene } from "../scene.ts";
import { tracePath } from "./edge-path.ts";
import { createObstacles } from "./obstacles.ts";
import { NODE_MARGIN, routeEdges } from "./route-edges.ts";
import { contains, rectAround } from "./shapes.ts";

/** Every place where an edge comes within 3 px of a node that is not its own, walked in steps of 3 px. */
function collisions(scene: Scene): string[] {
  const nodes = new Map([...scene.nodes].map(([id, node]) => [id as string, node.rect]));
  const obstacles = createObstacles(nodes, NODE_MARGIN);
  return [...scene.edges.values()].flatMap(({ element, path }) => {
    const hit = tracePath(path, 3).points.flatMap(
      (point) => obstacles.under(point, [element.source, element.target]) ?? [],
    );
    return hit.length === 0 ? [] : [`${element.id} runs under ${hit[0]}`];
  });
}

describe("routes", () => {
  it("never run under a node", async () => {
    const elements = createElementReader().read(demoTopology(), "smart");
    const scene = placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
    expect(scene.edges.size).toBe(elements.edges.length);
    expect(collisions(scene)).toEqual([]);
  });

  it("never run under a node in any mesh laid out by us", async () => {
    const mesh = fc
      .record({
        nodes: fc.integer({ min: 2, max: 40 }),
        boxes: fc.integer({ min: 1, max: 6 }),
        edges: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 60 }),
      })
      .map(({ nodes, boxes, edges }) => meshOf(nodes, boxes, edges));
    await fc.assert(
      fc.asyncProperty(mesh, async (topology) => {
        const elements = createElementReader().read(topology, "none");
        expect(collisions(placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene))).toEqual([]);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it("go around a node that stands in the way", () => {
    const nodes = new Map([
      ["a", rectAround({ x: 0, y: 0 }, { width: 100, height: 34 })],
      ["wall", rectAround({ x: 200, y: 0 }, { width: 100, height: 34 })],
      ["b", rectAround({ x: 400, y: 0 }, { width: 100, height: 34 })],
    ]);
    const path = routeEdges({ nodes, boxes: [], titles: [] }, [{ id: "e", source: "a", target: "b" }]).get("e");
    const obstacles = createObstacles(nodes, NODE_MARGIN);
    expect(path).toBeDefined();
    if (path === undefined) return;
    expect(tracePath(path).points.some((point) => obstacles.under(point, ["a", "b"]) !== undefined)).toBe(false);
  });

  it("keep clear of the borders of boxes, and out of boxes they have no business in", () => {
    const nodes = new Map([
      ["from", rectAround({ x: 0, y: 300 }, { width: 100, height: 34 })],
      ["to", rectAround({ x: 500, y: 0 }, { width: 100, height: 34 })],
      ["stranger", rectAround({ x: 250, y: 20 }, { width: 100, height: 34 })],
    ]);
    const boxes = [...nodes.values()].map((rect) => ({
      left: rect.left - 12,
      right: rect.right + 12,
      top: rect.top - 120,
      bottom: rect.bottom + 120,
    }));
    const path = routeEdges({ nodes, boxes, titles: [] }, [{ id: "e", source: "from", target: "to" }]).get("e");
    if (path === undefined) throw new Error("not routed");
    const { points } = tracePath(path);
    const along = boxes.flatMap(({ left, right, top, bottom }) =>
      points.filter(({ x, y }) => y > top && y < bottom && Math.min(Math.abs(x - left), Math.abs(x - right)) < 6),
    );
    const [, , strange] = boxes;
    expect(points.filter((point) => strange !== undefined && contains(strange, point))).toEqual([]);
    // Where it leaves one box and enters another it crosses their borders, and that is all.
    expect(along.length * 3).toBeLessThan(60);
  });

  it("lead back to a node on the left without crossing either end", () => {
    const nodes = new Map([
      ["left", rectAround({ x: 0, y: 0 }, { width: 100, height: 34 })],
      ["right", rectAround({ x: 200, y: 0 }, { width: 100, height: 34 })],
    ]);
    const path = routeEdges({ nodes, boxes: [], titles: [] }, [{ id: "e", source: "right", target: "left" }]).get("e");
    const obstacles = createObstacles(nodes, 0);
    if (path === undefined) throw new Error("not routed");
    expect(path.start).toEqual({ x: 250, y: 0 });
    expect(path.end).toEqual({ x: -50, y: 0 });
    expect(tracePath(path).points.some((point) => obstacles.under(point, []) !== undefined)).toBe(false);
  });

  it.each([true, false])(
    "do not cover each other between the same two nodes, to and fro (around nodes: %s)",
    (around) => {
      const nodes = new Map([
        ["a", rectAround({ x: 0, y: 0 }, { width: 100, height: 34 })],
        ["wall", rectAround({ x: 200, y: 0 }, { width: 100, height: 34 })],
        ["b", rectAround({ x: 400, y: 0 }, { width: 100, height: 34 })],
      ]);
      const edges = ["http", "grpc", "tcp"].flatMap((protocol) => [
        { id: `to ${protocol}`, source: "a", target: "b" },
        { id: `fro ${protocol}`, source: "b", target: "a" },
      ]);
      const paths = [...routeEdges({ nodes, boxes: [], titles: [] }, edges, around).values()];
      const traces = paths.map((path) => tracePath(path, 6).points);
      traces.forEach((trace, index) => {
        for (const other of traces.slice(index + 1)) {
          const near = trace.filter((point) => other.some(({ x, y }) => Math.hypot(x - point.x, y - point.y) < 2));
          expect(near.length / trace.length).toBeLessThan(0.2);
        }
      });
    },
  );

  it("leave out edges from a node to itself and edges without both ends", () => {
    const nodes = new Map([["a", rectAround({ x: 0, y: 0 }, { width: 100, height: 34 })]]);
    const edges = [
      { id: "loop", source: "a", target: "a" },
      { id: "gone", source: "a", target: "b" },
    ];
    expect(routeEdges({ nodes, boxes: [], titles: [] }, edges).size).toBe(0);
  });
});

function meshOf(nodes: number, boxes: number, edges: readonly (readonly [number, number])[]) {
  const topology = demoTopology();
  const node = topology.nodes.find(({ id }) => id.endsWith("shop/cart"));
  const edge = topology.edges[0];
  if (node === undefined || edge === undefined) throw new Error("the fixture lost its nodes");
  const id = (index: number) => `node ${index % nodes}` as typeof node.id;
  return {
    ...topology,
    nodes: Array.from({ length: nodes }, (_, index) => ({ ...node, id: id(index), namespace: `ns-${index % boxes}` })),
    edges: edges.map(([from, to], index) => ({
      ...edge,
      id: `edge ${index}` as typeof edge.id,
      source: id(from),
      target: id(to),
    })),
  };
}
