import { describe, expect, it } from "vitest";
import type { Folding } from "../../view/view-state.ts";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { createHider, drawnFor, elementsWithout } from "./hidden-part.ts";
import { emptyScene, placeScene } from "./scene.ts";

const folding: Folding = { open: ["checkout"] };
const open = createElementReader().read(demoTopology(), "smart");
const folded = createElementReader().read(demoTopology(), "smart", folding);
const toPayment1 = "edge checkout/checkout payments/payment-v1";
const toPayment2 = "edge checkout/checkout payments/payment-v2";
const lineOf = (call: string) => folded.edges.find(({ calls }) => calls?.includes(call as never));

describe("what is hidden", () => {
  it("goes, and what is left stands where it stood, in the same frames and on the same lines", () => {
    const places = new Map(open.nodes.map(({ id }, index) => [id, { x: (index % 6) * 200, y: index * 60 }]));
    const whole = placeScene(open, places, emptyScene);
    const hidden = new Set(["node shop/cart", "edge shop/storefront shop/cart", "edge shop/mobile-bff shop/cart"]);
    const left = createHider()(whole, elementsWithout(open, hidden));
    expect(left.nodes.size).toBe(whole.nodes.size - 1);
    expect(left.edges.size).toBe(whole.edges.size - 2);
    for (const [id, node] of left.nodes) expect(node).toBe(whole.nodes.get(id));
    for (const [id, edge] of left.edges) expect(edge).toBe(whole.edges.get(id));
    expect(left.boxes).toEqual(whole.boxes);
  });

  it("takes the frame of a namespace with its last node", () => {
    const places = new Map(open.nodes.map(({ id }, index) => [id, { x: 0, y: index * 90 }]));
    const legacy = new Set(["node legacy/legacy-erp", "edge checkout/orders legacy/legacy-erp"]);
    const left = createHider()(placeScene(open, places, emptyScene), elementsWithout(open, legacy));
    expect(left.boxes.map(({ element }) => element.name)).not.toContain("legacy");
  });

  it("takes a line between cards with the last call it stands for", () => {
    const line = lineOf(toPayment2)?.id;
    const calls = lineOf(toPayment2)?.calls ?? [];
    expect(elementsWithout(folded, new Set([toPayment1])).edges.map(({ id }) => id)).toContain(line);
    expect(elementsWithout(folded, new Set(calls)).edges.map(({ id }) => id)).not.toContain(line);
  });
});

describe("what is lit", () => {
  it("lights the line and the cards it is part of", () => {
    const drawn = drawnFor(folded, new Set([toPayment2, "node payments/payment-v2"]));
    const card = folded.nodes.find(({ title }) => title === "payments")?.id;
    expect([...drawn].sort()).toEqual([card, lineOf(toPayment2)?.id].sort());
  });
});
