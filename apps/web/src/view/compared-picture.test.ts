import type { Differences, EdgeId, NodeId, Topology, TopologyEdge } from "@fyr/contract";
import { expect, it } from "vitest";
import { changedIds, changeOf, comparedPicture } from "./compared-picture.ts";

const edge = (source: string, target: string) => ({ id: `${source}>${target}:http`, source, target }) as TopologyEdge;
const picture = {
  nodes: [{ id: "a" }, { id: "b" }, { id: "c" }],
  edges: [edge("a", "b"), edge("b", "c")],
} as unknown as Topology;
const gone = edge("a", "old");
const differences = {
  goneNodes: [{ id: "old" }],
  goneEdges: [gone],
  differences: [
    { subject: { type: "edge", id: "a>b:http" as EdgeId }, kind: "slower", z: 5, weight: 1 },
    { subject: { type: "edge", id: "a>b:http" as EdgeId }, kind: "failing-more", z: 5, weight: 1 },
    { subject: { type: "edge", id: "b>c:http" as EdgeId }, kind: "busier", z: 5, weight: 1 },
    { subject: { type: "edge", id: gone.id }, kind: "gone", z: 5, weight: 1 },
    { subject: { type: "node", id: "c" as NodeId }, kind: "slower", z: 5, weight: 1 },
  ],
} as unknown as Differences;

it("has what is gone, and marks each edge by the worst way in which it differs", () => {
  const compared = comparedPicture(picture, differences);
  expect(compared.nodes.map(({ id }) => id)).toEqual(["a", "b", "c", "old"]);
  const told = Object.fromEntries(compared.edges.map((each) => [each.id, changeOf(each)?.change]));
  expect(told).toEqual({ "a>b:http": "failsMore", "b>c:http": undefined, "a>old:http": "gone" });
  expect(changedIds(compared)).toEqual(new Set(["a>b:http", "a", "b", "a>old:http", "old"]));
});

it("leaves the picture it was made of unmarked, and is the same for the same two", () => {
  expect(picture.edges.map((each) => changeOf(each))).toEqual([undefined, undefined]);
  expect(changedIds(picture)).toBeUndefined();
  expect(comparedPicture(picture, differences)).toBe(comparedPicture(picture, differences));
});
