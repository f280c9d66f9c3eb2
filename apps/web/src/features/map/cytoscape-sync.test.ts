// @vitest-environment happy-dom
import type { Topology, TopologyEdge } from "@fyr/contract";
import cytoscape from "cytoscape";
import { describe, expect, it } from "vitest";
import { cytoscapeStyle } from "./cytoscape-style.ts";
import { boxNodeId, syncCytoscape } from "./cytoscape-sync.ts";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { readPalette } from "./palette.ts";
import type { Scene } from "./placed.ts";
import type { Point } from "./routes/shapes.ts";
import { emptyScene, placeScene } from "./scene.ts";

/** A canvas without a screen, and what was touched on it since it was last asked. */
function canvas() {
  const cy = cytoscape({ headless: true, styleEnabled: true, style: cytoscapeStyle(readPalette(document.body)) });
  const reader = createElementReader();
  let scene: Scene = emptyScene;
  const touched = new Set<string>();
  cy.on("add remove data position class", ({ target }) => {
    touched.add(target.id());
  });
  return {
    cy,
    show(topology: Topology, places = inRows(topology)) {
      touched.clear();
      const next = placeScene(reader.read(topology, "smart"), places, scene);
      syncCytoscape(cy, scene, next);
      scene = next;
      return [...touched];
    },
  };
}

const standing = new Map<string, Point>();

function inRows(topology: Topology): ReadonlyMap<string, Point> {
  topology.nodes.forEach(({ id }, index) => {
    if (!standing.has(id)) standing.set(id, { x: (index % 6) * 200, y: Math.floor(index / 6) * 90 });
  });
  return standing;
}

function withEdge(topology: Topology, end: string, change: Partial<TopologyEdge>): Topology {
  return {
    ...topology,
    edges: topology.edges.map((edge) => (edge.target.endsWith(end) ? { ...edge, ...change } : edge)),
  };
}

describe("the canvas", () => {
  it("draws every node, edge and namespace once", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    show(topology);
    expect(
      cy
        .nodes(".node")
        .map((node) => node.id())
        .sort(),
    ).toEqual(topology.nodes.map(({ id }) => id).sort());
    expect(
      cy
        .edges()
        .map((edge) => edge.id())
        .sort(),
    ).toEqual(topology.edges.map(({ id }) => id).sort());
    expect(cy.nodes(".box")).toHaveLength(6);
  });

  it("touches nothing when nothing has changed", () => {
    const { show } = canvas();
    const topology = demoTopology();
    show(topology);
    expect(show({ ...topology, revision: 2 })).toEqual([]);
  });

  it("touches only the edge whose numbers changed", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    show(topology);
    const failing = { status: "failing" as const, basis: "requests" as const, causes: [] };
    const touched = show(withEdge(topology, "shop/search", { health: failing, errorRatio: 0.2 }));
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.filter((id) => !id.startsWith("edge ") || !id.endsWith("shop/search"))).toEqual([]);
    expect(touched.every((id) => cy.getElementById(id).hasClass("failing"))).toBe(true);
  });

  it("touches no line that nobody would see grow, until it has grown enough", () => {
    const { show } = canvas();
    const topology = withEdge(demoTopology(), "shop/search", { requestsPerSecond: 100 });
    show(topology);
    expect(show(withEdge(topology, "shop/search", { requestsPerSecond: 130 }))).toEqual([]);
    expect(show(withEdge(topology, "shop/search", { requestsPerSecond: 170 }))).toEqual([]);
    expect(show(withEdge(topology, "shop/search", { requestsPerSecond: 220 }))).not.toEqual([]);
  });

  it("keeps what is chosen and dimmed while numbers change", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    show(topology);
    const edge = cy
      .edges()
      .filter((each) => each.target().id().endsWith("shop/search"))
      .first();
    edge.addClass("chosen dim");
    show(withEdge(topology, "shop/search", { health: { status: "degraded", basis: "requests", causes: [] } }));
    expect(["chosen", "dim", "degraded"].every((name) => edge.hasClass(name))).toBe(true);
    expect(edge.hasClass("healthy")).toBe(false);
  });

  it("takes away what is gone, its edges and its namespace with it", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    show(topology);
    const gone = (id: string) => id.includes("legacy/");
    show({
      ...topology,
      nodes: topology.nodes.filter(({ id }) => !gone(id)),
      edges: topology.edges.filter(({ source, target }) => !gone(source) && !gone(target)),
    });
    expect(
      cy
        .elements()
        .map((element) => element.id())
        .filter(gone),
    ).toEqual([]);
    expect(cy.getElementById(boxNodeId("demo-north/legacy"))).toHaveLength(0);
  });

  it("moves a node with its edges, and leaves the others", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    show(topology);
    const id = topology.nodes.find((node) => node.name === "notify")?.id ?? "";
    const places = () => new Map(cy.nodes(".node").map((node) => [node.id(), { ...node.position() }]));
    const before = places();
    show(topology, new Map([...inRows(topology), [id, { x: -400, y: -400 }]]));
    expect(places()).toEqual(before.set(id, { x: -400, y: -400 }));
  });

  it("draws the calls of a node to itself", () => {
    const { cy, show } = canvas();
    const topology = demoTopology();
    const edge = topology.edges.find(({ target }) => target.endsWith("shop/search"));
    if (edge === undefined) throw new Error("the fixture lost its edge");
    const loop = { ...edge, id: "loop" as TopologyEdge["id"], source: edge.target };
    show({ ...topology, edges: [...topology.edges, loop] });
    expect(cy.getElementById("loop").hasClass("loop")).toBe(true);
    show(topology);
    expect(cy.getElementById("loop")).toHaveLength(0);
  });
});
