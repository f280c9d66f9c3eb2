import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import type { Folding } from "../../../view/view-state.ts";
import { createElementReader } from "../elements.ts";
import type { KeptPlaces } from "../layout/kept-places.ts";
import { layOut } from "../layout/lay-out.ts";
import { overlaps, type Point, rectAround } from "../routes/shapes.ts";
import { createCardKeeper } from "./card-keeper.ts";
import { allClosed } from "./folding.ts";
import { manyMeshes } from "./made-up-mesh.fixture.ts";

const mesh = manyMeshes(6);
const seen = (folding: Folding, topology = mesh) => createElementReader().read(topology, "smart", folding);
const folded = seen(allClosed);
const opened = seen({ open: ["shop"] });

function inMemory(): KeptPlaces {
  let held = new Map<string, Point>();
  return {
    load: () => held,
    save: (places) => {
      held = new Map(places);
    },
  };
}

async function keeperOn(kept: KeptPlaces, elements = folded) {
  const keeper = createCardKeeper(kept, (part, aspect) => layOut(part, aspect, new Elk()));
  await keeper.layOut(elements, 1.4, new AbortController().signal, false);
  return keeper;
}

describe("the keeper of cards", () => {
  it("asks for a layout of a namespace it never saw open, and of nothing else", async () => {
    const keeper = await keeperOn(inMemory());
    expect(keeper.placesFor(opened)).toBeUndefined();
    await keeper.layOut(opened, 1.4, new AbortController().signal, false);
    expect(keeper.placesFor(opened)).toBeDefined();
  });

  it("puts everything back where it was when a namespace is folded again", async () => {
    const keeper = await keeperOn(inMemory());
    const before = new Map(keeper.placesFor(folded));
    await keeper.layOut(opened, 1.4, new AbortController().signal, false);
    expect(keeper.placesFor(folded)).toEqual(before);
  });

  it("lets nothing touch when a namespace is open", async () => {
    const keeper = await keeperOn(inMemory(), opened);
    const places = keeper.placesFor(opened) ?? new Map<string, Point>();
    const rects = opened.nodes.flatMap((node) => {
      const at = places.get(node.id);
      return at === undefined ? [] : [rectAround(at, node)];
    });
    expect(rects).toHaveLength(opened.nodes.length);
    expect(rects.some((rect, index) => rects.slice(index + 1).some((other) => overlaps(rect, other)))).toBe(false);
  });

  it("moves nobody for five new workloads in a namespace that is open", async () => {
    const isNew = (id: string) => /shop\/(cart|search|catalog|reviews|ratings)$/.test(id);
    const fewer = {
      ...mesh,
      nodes: mesh.nodes.filter(({ id }) => !isNew(id)),
      edges: mesh.edges.filter(({ source, target }) => !isNew(source) && !isNew(target)),
    };
    const before = seen({ open: ["shop"] }, fewer);
    const keeper = await keeperOn(inMemory(), before);
    const stood = new Map(keeper.placesFor(before));
    const after = keeper.placesFor(opened);
    expect(opened.nodes.length - before.nodes.length).toBe(5);
    expect(opened.nodes.every(({ id }) => after?.has(id))).toBe(true);
    for (const [id, at] of stood) expect(after?.get(id)).toEqual(at);
  });

  it("finds everything again after a reload, what was moved by hand too", async () => {
    const kept = inMemory();
    const keeper = await keeperOn(kept, opened);
    keeper.placesFor(opened);
    const node = opened.nodes.find(({ id }) => id.endsWith("shop/cart"))?.id ?? "";
    const at = keeper.placesFor(opened)?.get(node) ?? { x: 0, y: 0 };
    keeper.put(node, { x: at.x + 9, y: at.y + 7 }, opened);
    const again = createCardKeeper(kept, () => Promise.reject(new Error("not needed"))).placesFor(opened);
    expect(again?.get(node)).toEqual({ x: at.x + 9, y: at.y + 7 });
    expect(again).toEqual(keeper.placesFor(opened));
  });
});
