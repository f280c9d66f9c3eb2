import type { TopologyEdge } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { lineOf } from "../../../view/line.ts";
import { sumOf } from "../../../view/line-sum.ts";
import { demoTopology } from "../demo-topology.fixture.ts";
import { foldMesh } from "./fold-mesh.ts";
import { allClosed, allOpen } from "./folding.ts";
import { manyMeshes } from "./made-up-mesh.fixture.ts";

const mesh = demoTopology();
const namespaceOf = (id: string) => mesh.nodes.find((node) => node.id === id)?.namespace;

describe("a folded mesh", () => {
  it("is the mesh itself while everything is open", () => {
    const { nodes, cards, lines } = foldMesh(mesh, allOpen);
    expect(nodes).toEqual(mesh.nodes);
    expect(cards).toEqual([]);
    expect(lines.map(({ id }) => id)).toEqual(mesh.edges.map(({ id }) => id));
  });

  it("draws every namespace as one card, and nothing that stays inside of one", () => {
    const { nodes, cards, lines } = foldMesh(mesh, allClosed);
    expect(cards.map(({ box }) => box).sort()).toEqual(mesh.namespaces.map(({ name }) => `demo-north/${name}`).sort());
    expect(nodes.every(({ namespace }) => namespace === undefined)).toBe(true);
    expect(lines.some(({ source, target }) => source === target)).toBe(false);
  });

  it("loses no call: each is drawn, left out as one of a counted line, or inside", () => {
    const { lines, linesLeftOut } = foldMesh(mesh, allClosed);
    const crossing = mesh.edges.filter(({ source, target }) => namespaceOf(source) !== namespaceOf(target));
    const pairs = new Set(crossing.map(({ source, target }) => `${namespaceOf(source)} ${namespaceOf(target)}`));
    expect(lines.length + linesLeftOut).toBe(pairs.size);
  });

  it("always draws what is not well", () => {
    const large = manyMeshes(8);
    const failing = large.edges.filter(({ health }) => health.status === "failing");
    const drawn = new Set(foldMesh(large, allClosed).lines.flatMap(({ edges }) => edges.map(({ id }) => id)));
    const homes = new Map(large.nodes.map(({ id, namespace }) => [id, namespace]));
    const crossing = failing.filter(({ source, target }) => homes.get(source) !== homes.get(target));
    expect(crossing.length).toBeGreaterThan(0);
    expect(crossing.every(({ id }) => drawn.has(id))).toBe(true);
  });

  it("leaves nothing out where there are few lines", () => {
    expect(foldMesh(mesh, allClosed).linesLeftOut).toBe(0);
  });

  it("draws at most two healthy lines out of a namespace where there are many", () => {
    const healthy = foldMesh(manyMeshes(8), allClosed).lines.filter(({ edges }) =>
      edges.every(({ health }) => health.status === "healthy" || health.status === "unknown"),
    );
    const counts = Map.groupBy(healthy, ({ source }) => source);
    expect(Math.max(...[...counts.values()].map((lines) => lines.length))).toBeLessThanOrEqual(2);
  });

  it("keeps in a namespace that is partly open what is not well, and counts the rest", () => {
    const { nodes, hidden } = foldMesh(mesh, { open: [], part: ["payments"] });
    const drawn = nodes.filter(({ namespace }) => namespace === "payments");
    const all = mesh.nodes.filter(({ namespace }) => namespace === "payments");
    expect(drawn.some(({ name }) => name === "payment-v2")).toBe(true);
    expect(drawn.length + (hidden[0]?.members.length ?? 0)).toBe(all.length);
  });
});

describe("a line of several calls", () => {
  const { lines } = foldMesh(mesh, allClosed);
  const several = lines.filter(({ edges }) => edges.length > 1);

  it("is found again by its id, whatever is open", () => {
    expect(several.length).toBeGreaterThan(0);
    for (const line of several) expect(lineOf(mesh, line.id)).toEqual(line);
  });

  it("adds rates and weighs failures by them", () => {
    const line = several[0];
    const [one, other] = line?.edges ?? [];
    if (line === undefined || one === undefined || other === undefined) throw new Error("the fixture lost its line");
    const edges: TopologyEdge[] = [
      { ...one, requestsPerSecond: 90, errorRatio: 0 },
      { ...other, requestsPerSecond: 10, errorRatio: 0.5 },
    ];
    const { requestsPerSecond, errorRatio } = sumOf({ ...line, edges }, undefined);
    expect(requestsPerSecond).toBe(100);
    expect(errorRatio).toBeCloseTo(0.05);
  });

  it("has no percentiles but those of merged buckets", () => {
    const line = several.find(({ edges }) => new Set(edges.map(({ protocol }) => protocol)).size === 1);
    const [edge] = line?.edges ?? [];
    if (line === undefined || edge === undefined) throw new Error("the fixture lost its line");
    const latencyMs = { p50: 1, p95: 2, p99: 3 };
    const rollup = { id: `namespace:${line.source}>${line.target}:${edge.protocol}` as never, latencyMs };
    expect(sumOf(line, undefined).latencyMs).toBeUndefined();
    expect(sumOf(line, [rollup]).latencyMs).toEqual(latencyMs);
  });
});
