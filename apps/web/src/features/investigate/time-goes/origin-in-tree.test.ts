import { describe, expect, it } from "vitest";
import { edgeId, hop, mesh, nodeId, numbers } from "../incident.fixture.ts";
import { isOriginHop, outOfTree } from "./origin-in-tree.ts";

const shallow = [hop("storefront", undefined, numbers(1, 10))];
const node = { origin: { type: "node", id: nodeId("payment-v2") } } as const;
const edge = { origin: { type: "edge", id: edgeId("checkout", "payment-v2") } } as const;

describe("a hop a finding begins at", () => {
  const payment = hop("payment-v2", 0);

  it.each([
    ["its node", node.origin, true],
    ["the call to it", { type: "edge", id: edgeId("caller", "payment-v2") }, true],
    ["another call to it", edge.origin, false],
    ["a Kubernetes node", { type: "host", name: nodeId("payment-v2") }, false],
    ["nothing", undefined, false],
  ] as const)("is told by %s", (_, origin, isOrigin) => {
    expect(isOriginHop(payment, origin)).toBe(isOrigin);
  });
});

describe("where a finding begins, against a call tree", () => {
  it.each([node, edge])("is told with its busiest caller where the tree ends before it", (finding) => {
    expect(outOfTree(shallow, finding, mesh)).toEqual({ origin: nodeId("payment-v2"), caller: nodeId("checkout") });
  });

  it("is nothing to tell where it is in the tree, nobody calls it, or the tree begins at its caller", () => {
    expect(outOfTree([...shallow, hop("payment-v2", 0)], node, mesh)).toBeUndefined();
    expect(outOfTree(shallow, { origin: { type: "node", id: nodeId("alone") } }, mesh)).toBeUndefined();
    expect(outOfTree([hop("checkout", undefined)], node, mesh)).toBeUndefined();
    expect(outOfTree(shallow, { origin: { type: "host", name: "node-a" } }, mesh)).toBeUndefined();
    expect(outOfTree([], node, mesh)).toBeUndefined();
    expect(outOfTree(shallow, undefined, mesh)).toBeUndefined();
  });
});
