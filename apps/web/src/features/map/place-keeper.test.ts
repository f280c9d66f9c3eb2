import Elk from "elkjs/lib/elk.bundled.js";
import { describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader, type Elements } from "./elements.ts";
import type { KeptPlaces } from "./layout/kept-places.ts";
import { layOut } from "./layout/lay-out.ts";
import { createPlaceKeeper } from "./place-keeper.ts";
import type { Point } from "./routes/shapes.ts";

const whole = createElementReader().read(demoTopology(), "smart");

function without(end: string): Elements {
  const gone = (id: string) => id.endsWith(end);
  return {
    ...whole,
    nodes: whole.nodes.filter(({ id }) => !gone(id)),
    edges: whole.edges.filter(({ source, target }) => !gone(source) && !gone(target)),
  };
}

function inMemory(): KeptPlaces {
  let held = new Map<string, Point>();
  return {
    load: () => held,
    save: (places) => {
      held = new Map(places);
    },
  };
}

const keeperOn = (kept: KeptPlaces) => createPlaceKeeper(kept, (mesh, aspect) => layOut(mesh, aspect, new Elk()));

describe("the keeper of places", () => {
  it("asks for a layout where it knows nobody", () => {
    expect(keeperOn(inMemory()).placesFor(whole)).toBeUndefined();
  });

  it("places a newcomer at once and leaves everybody else", async () => {
    const keeper = keeperOn(inMemory());
    const before = await keeper.layOut(without("shop/cart"), 1.2, new AbortController().signal, true);
    const after = keeper.placesFor(whole);
    expect([...(after?.keys() ?? [])].some((id) => id.endsWith("shop/cart"))).toBe(true);
    for (const [id, at] of before) expect(after?.get(id)).toBe(at);
  });

  it("gives a node that comes back the place it had", async () => {
    const keeper = keeperOn(inMemory());
    const before = await keeper.layOut(whole, 1.2, new AbortController().signal, true);
    keeper.placesFor(without("shop/cart"));
    expect(keeper.placesFor(whole)).toEqual(before);
  });

  it("finds everything where it stood after a reload, what was moved by hand too", async () => {
    const kept = inMemory();
    const first = keeperOn(kept);
    await first.layOut(whole, 1.2, new AbortController().signal, true);
    const id = whole.nodes[0]?.id ?? "";
    first.put(id, { x: -500, y: -500 }, whole);
    const again = keeperOn(kept).placesFor(whole);
    expect(again?.get(id)).toEqual({ x: -500, y: -500 });
    expect(again).toEqual(first.placesFor(whole));
  });

  it("takes a place from whoever comes back when another was put there", async () => {
    const keeper = keeperOn(inMemory());
    const before = await keeper.layOut(whole, 1.2, new AbortController().signal, true);
    const cart = whole.nodes.find(({ id }) => id.endsWith("shop/cart"))?.id ?? "";
    const search = whole.nodes.find(({ id }) => id.endsWith("shop/search"))?.id ?? "";
    keeper.placesFor(without("shop/cart"));
    keeper.put(search, before.get(cart) ?? { x: 0, y: 0 }, whole);
    const after = keeper.placesFor(whole);
    expect(after?.get(search)).toEqual(before.get(cart));
    expect(after?.get(cart)).not.toEqual(before.get(cart));
  });

  it("says nothing of a layout that was called off", async () => {
    const off = new AbortController();
    const running = keeperOn(inMemory()).layOut(whole, 1.2, off.signal, true);
    off.abort();
    await expect(running).rejects.toThrow();
  });
});
