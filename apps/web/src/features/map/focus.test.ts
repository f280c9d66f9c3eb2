import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
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
});
