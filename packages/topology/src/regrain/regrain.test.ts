import type { Grain, NodeTraffic, Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTopology } from "../build.ts";
import { worseOf } from "../health/health-of.ts";
import type { ServiceParty } from "../samples.ts";
import { anyMeshInventory, anySamples } from "../testing/any-mesh.ts";
import { countedAt } from "../testing/counted-at.ts";
import { differences } from "../testing/differences.ts";
import { inventory, inventoryWorkload, key, picture, requests, workload } from "../testing/made-up.ts";
import { coarserCuts } from "./cut.ts";
import { createRegrain, regrain } from "./regrain.ts";

const cuts = coarserCuts.map((cut) => ({ cut, name: `${cut.grain}${cut.serviceNodes ? " through services" : ""}` }));
/** A workload behind several services is one of those: which of them tells what Kubernetes knows of it is anybody's guess. */
const anyWhole = fc.oneof(
  fc.tuple(anySamples({ canaryServices: false }), fc.constantFrom({ inventory: anyMeshInventory }, {})),
  fc.tuple(anySamples({ canaryServices: true }), fc.constant({})),
);
const anyMesh = fc
  .tuple(anyWhole, fc.constantFrom({}, { namespaces: ["shop"] }))
  .map(([[samples, known], scope]) => [samples, { ...known, ...scope }] as const);
const many = { numRuns: 120 };
/** What is kept, and in which order, does not hang on the numbers. */
const few = { numRuns: 40 };
const outside = workload("web-v2", "pay");
/** Two callers in scope, each with too few failures to judge; the way on from the service they call is out of it. */
const fewEachOutOfScope: typeof anyMesh extends fc.Arbitrary<infer Mesh> ? Mesh : never = [
  ["web-v1", "web-v2"].map((caller) => requests(key(workload(caller), outside), 0.05, { code: "503" })),
  { namespaces: ["shop"] },
];

/** Some of what leaves the scope is called through a service and fails, the rest is called without one. */
const { service: _, serviceNamespace: __, serviceHost: ___, ...nameless } = outside;
const partOutOfScope: typeof fewEachOutOfScope = [
  [
    requests(key(workload("web-v1"), outside), 0.2, { code: "503" }),
    requests(key(workload("web-v1"), nameless as ServiceParty), 1200),
  ],
  { namespaces: ["shop"] },
];

describe.each(cuts)("a picture of workloads at grain $name", ({ cut }) => {
  it("has the nodes, edges and numbers that are counted there from the samples", () => {
    fc.assert(
      fc.property(anyMesh, ([samples, rest]) => {
        const cutOut = regrain(buildTopology(picture(samples, rest)), cut.grain, cut);
        const counted = countedAt(picture(samples, { ...rest, ...cut }));
        expect(differences(byIds(inScope(cutOut)), byIds(inScope(counted)))).toEqual([]);
      }),
      many,
    );
  });

  it("is as bad as the worst part of each edge, or all of it together", () => {
    fc.assert(
      fc.property(anyMesh, ([samples, rest]) => {
        const whole = buildTopology(picture(samples, rest));
        const { topology, groups } = createRegrain()(whole, cut);
        const together = new Map(countedAt(picture(samples, { ...rest, ...cut })).edges.map((edge) => [edge.id, edge]));
        const wanted = groups.edges.map(({ id, parts }) => {
          const all = [...parts, ...(together.get(id) ? [together.get(id) as TopologyEdge] : [])];
          return [id, all.map(({ health }) => health.status).reduce(worseOf, "unknown")];
        });
        expect(topology.edges.map(({ id, health }) => [id, health.status])).toEqual(wanted.sort(byFirst));
      }),
      { ...many, examples: [[fewEachOutOfScope], [partOutOfScope]] },
    );
  });

  it("keeps what stands for the same as before", () => {
    fc.assert(
      fc.property(anyMesh, ([samples, rest]) => {
        const whole = buildTopology(picture(samples, rest));
        const cutOut = createRegrain();
        const before = cutOut(whole, cut).topology;
        const after = cutOut({ ...whole, revision: 2 }, cut).topology;
        expect(after.edges.every((edge, at) => edge === before.edges[at])).toBe(true);
        expect(after.nodes.every((node, at) => node === before.nodes[at])).toBe(true);
      }),
      few,
    );
  });

  it("is sorted by id, and every edge has its ends", () => {
    fc.assert(
      fc.property(anyMesh, ([samples, rest]) => {
        const { nodes, edges } = regrain(buildTopology(picture(samples, rest)), cut.grain, cut);
        expect(nodes.map(({ id }) => id)).toEqual([...new Set(nodes.map(({ id }) => id))].sort());
        expect(edges.map(({ id }) => id)).toEqual([...new Set(edges.map(({ id }) => id))].sort());
        const ids = new Set(nodes.map(({ id }) => id));
        expect(edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
      }),
      few,
    );
  });
});

type Graph = Pick<Topology, "nodes" | "edges">;

/** Of what is out of scope only those parts are known that have traffic with what is in it. */
it("says of an app and of a service that all their workloads are gateways", () => {
  const [ingress, web] = [workload("ingress"), workload("web")];
  const known = inventory({
    workloads: [inventoryWorkload("ingress", { role: "gateway", services: ["ingress"] }), inventoryWorkload("web")],
  });
  const whole = buildTopology(picture([requests(key(ingress, web), 5)], { inventory: known }));
  const gateways = (grain: Grain) =>
    regrain(whole, grain).nodes.flatMap(({ id, standsFor }) => (standsFor === "gateway" ? id : []));
  expect(gateways("app")).toEqual(["app/north/shop/ingress"]);
  expect(gateways("versionedApp")).toEqual(["app/north/shop/ingress/v1"]);
  expect(gateways("service")).toEqual(["service/north/shop/ingress"]);
  expect(gateways("namespace")).toEqual([]);
});

function inScope({ nodes, edges }: Graph): Graph {
  const inside = nodes.filter(({ flags }) => !flags.includes("outsideScope"));
  const ids = new Set(inside.map(({ id }) => id));
  return { nodes: inside, edges: edges.filter(({ source, target }) => ids.has(source) || ids.has(target)) };
}

/** Health is another law. Who counted most may be a matter of rounding. Answers stand in the order of their rates, which rounding may turn. */
function byIds({ nodes, edges }: Graph) {
  return { nodes: nodesById(nodes), edges: edgesById(edges) };
}

function edgesById(edges: Topology["edges"]) {
  return Object.fromEntries(
    edges.map(({ health: _, reporter: __, responses, ...edge }) => [
      edge.id,
      { ...edge, responses: Object.fromEntries(responses.map((response) => [response.code, response])) },
    ]),
  );
}

function nodesById(nodes: Topology["nodes"]) {
  return Object.fromEntries(
    nodes.map(({ health: _, mainService: __, inbound, outbound, ...node }: TopologyNode) => [
      node.id,
      { ...node, inbound: withoutHealth(inbound), outbound: withoutHealth(outbound) },
    ]),
  );
}

function withoutHealth({ byHealth: _, ...traffic }: NodeTraffic) {
  return traffic;
}

function byFirst([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}
