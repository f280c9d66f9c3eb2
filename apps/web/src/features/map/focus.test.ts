import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader, type Elements } from "./elements.ts";
import { focusOf } from "./focus.ts";

const elements = createElementReader().read(demoTopology(), "smart");
const nodesIn = (bright: ReadonlySet<string> | undefined) =>
  [...(bright ?? [])]
    .filter((id) => id.startsWith("node "))
    .map((id) => id.slice(5))
    .sort();

describe("focus", () => {
  it("keeps all bright while nothing is chosen", () => {
    expect(focusOf(elements, undefined)).toBeUndefined();
  });

  it("keeps callers and callees of a node bright, to the ends of the mesh, and nobody else", () => {
    expect(nodesIn(focusOf(elements, { type: "node", id: "node platform/identity" }))).toEqual([
      "edge/ingress",
      "platform/audit",
      "platform/identity",
      "shop/mobile-bff",
      "shop/storefront",
    ]);
  });

  it("keeps what is before and behind an edge bright, not its siblings", () => {
    const bright = focusOf(elements, { type: "edge", id: "edge checkout/checkout payments/payment-v2" });
    expect(nodesIn(bright)).toContain("edge/ingress");
    expect(nodesIn(bright)).toContain("payments/ledger");
    expect(nodesIn(bright)).not.toContain("payments/payment-v1");
    expect(bright?.has("edge checkout/checkout payments/payment-v1")).toBe(false);
  });

  it("keeps a namespace and its neighbours bright", () => {
    const bright = focusOf(elements, { type: "namespace", id: "demo-north/legacy" });
    expect(nodesIn(bright)).toEqual(["checkout/orders", "legacy/legacy-erp"]);
  });

  it.each(["node", "edge", "namespace"] as const)("dims nothing for a %s that is gone", (type) => {
    expect(focusOf(elements, { type, id: "gone" })).toBeUndefined();
  });

  it("keeps only what is next to it bright where nearly everything hangs together", () => {
    const chain = chainOf(400);
    expect(nodesIn(focusOf(chain, { type: "node", id: "node 200" }))).toEqual(["199", "200", "201"]);
    expect(nodesIn(focusOf(chain, { type: "edge", id: "edge 200" }))).toEqual(["199", "200", "201", "202"]);
    expect(nodesIn(focusOf(chainOf(90), { type: "node", id: "node 50" }))).toHaveLength(90);
  });
});

/** Every node calls the next. */
function chainOf(length: number): Elements {
  const [node] = elements.nodes;
  const [edge] = elements.edges;
  if (node === undefined || edge === undefined) throw new Error("the fixture is empty");
  const id = (index: number) => `node ${index}` as typeof node.id;
  return {
    ...elements,
    nodes: Array.from({ length }, (_, index) => ({ ...node, id: id(index) })),
    edges: Array.from({ length: length - 1 }, (_, index) => ({
      ...edge,
      id: `edge ${index}` as typeof edge.id,
      source: id(index),
      target: id(index + 1),
    })),
  };
}
