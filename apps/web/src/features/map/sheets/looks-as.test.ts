import type { EdgeId, NodeId, Topology } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { manyMeshes } from "../cards/made-up-mesh.fixture.ts";
import { createElementReader } from "../elements.ts";
import type { Palette } from "../palette.ts";
import type { Scene } from "../placed.ts";
import type { Point } from "../routes/shapes.ts";
import { emptyScene, placeScene } from "../scene.ts";
import { type Looks, looksAs } from "./looks-as.ts";

const palette = {} as Palette;
const mesh = manyMeshes(6);
const [node] = mesh.nodes;
const [edge] = mesh.edges;
if (node === undefined || edge === undefined) throw new Error("the fixture is empty");

/** A scene, and the same mesh with something else about it, nobody moved unless told. */
function twice(after: Topology, moved: ReadonlyMap<NodeId, Point> = new Map()) {
  const reader = createElementReader();
  const places = new Map(mesh.nodes.map(({ id }, index) => [id, { x: (index % 20) * 200, y: index * 9 }]));
  const held = placeScene(reader.read(mesh, "smart"), places, emptyScene);
  const now = placeScene(reader.read(after, "smart"), new Map([...places, ...moved]), held);
  return { held: looks(held), now: looks(now) };
}

function looks(scene: Scene, change: Partial<Looks> = {}): Looks {
  return { scene, focus: undefined, selected: undefined, palette, breathes: false, folds: true, ...change };
}

function withNode(change: Partial<typeof node>): Topology {
  return { ...mesh, nodes: mesh.nodes.map((each) => (each.id === node?.id ? { ...each, ...change } : each)) };
}

function withRates(factor: number): Topology {
  const rated = ({ requestsPerSecond = 0 }: { readonly requestsPerSecond?: number }) => requestsPerSecond * factor;
  return { ...mesh, edges: mesh.edges.map((each) => ({ ...each, requestsPerSecond: rated(each) })) };
}

describe("lines and bodies of a large map", () => {
  it("look as they did when every number moved by a little", () => {
    const { held, now } = twice(withRates(1.05));
    expect(now.scene).not.toBe(held.scene);
    expect(looksAs(held, now)).toBe(true);
    expect(looksAs(held, now)).toBe(true);
  });

  it.each([
    { why: "lines are wider", ...twice(withRates(8)) },
    { why: "a node fails", ...twice(withNode({ health: { status: "failing", basis: "requests", causes: [] } })) },
    { why: "a node has no sidecar", ...twice(withNode({ inMesh: false })) },
    { why: "a node was moved", ...twice(mesh, new Map([[node.id, { x: -500, y: -500 }]])) },
    { why: "a node is gone", ...twice({ ...mesh, nodes: mesh.nodes.slice(1) }) },
    { why: "an edge is gone", ...twice({ ...mesh, edges: mesh.edges.slice(1) }) },
  ])("do not when $why", ({ held, now }) => {
    expect(looksAs(held, now)).toBe(false);
  });

  it.each<{ why: string; change: Partial<Looks> }>([
    { why: "something is chosen", change: { selected: edge.id } },
    { why: "something is in focus", change: { focus: new Set<EdgeId>([edge.id]) } },
    { why: "the theme is another", change: { palette: { ...palette } } },
    { why: "halos begin to breathe", change: { breathes: true } },
  ])("do not when $why", ({ change }) => {
    const { held } = twice(mesh);
    expect(looksAs(held, looks(held.scene, change))).toBe(false);
  });
});
