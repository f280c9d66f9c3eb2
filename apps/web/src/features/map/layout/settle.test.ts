import { describe, expect, it } from "vitest";
import { overlaps, rectAround } from "../routes/shapes.ts";
import { freeSlot } from "./free-slot.ts";
import { settle } from "./settle.ts";

const size = { width: 100, height: 34 };

describe("a new node", () => {
  const nodes = ["a", "b", "c", "new"].map((id) => ({ id, box: "ns", ...size }));
  const edges = [{ source: "a", target: "new" }];
  const placed = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 152, y: 0 }],
    ["c", { x: 152, y: 56 }],
  ]);

  it("moves nobody", () => {
    const settled = settle({ nodes, edges }, placed);
    for (const [id, at] of placed) expect(settled.get(id)).toBe(at);
  });

  it("stands free, near whom it talks to", () => {
    const at = settle({ nodes, edges }, placed).get("new");
    if (at === undefined) throw new Error("not placed");
    expect([...placed.values()].some((other) => overlaps(rectAround(at, size), rectAround(other, size)))).toBe(false);
    expect(Math.hypot(at.x, at.y)).toBeLessThan(320);
  });

  it("does not move into another namespace's box", () => {
    const strange = { id: "new", box: "other", ...size };
    const at = settle({ nodes: [...nodes.slice(0, 3), strange], edges }, placed).get("new");
    if (at === undefined) throw new Error("not placed");
    expect(overlaps(rectAround(at, size), { left: -62, top: -51, right: 214, bottom: 85 })).toBe(false);
  });

  it("finds the same place again", () => {
    expect(settle({ nodes, edges }, placed)).toEqual(settle({ nodes: nodes.toReversed(), edges }, placed));
  });
});

describe("a free slot", () => {
  it("is the wished one where that is free", () => {
    expect(freeSlot({ x: 40, y: 40 }, size, [])).toEqual({ x: 40, y: 40 });
  });

  it("is found however crowded it is around", () => {
    const taken = [{ left: -9000, right: 9000, top: -9000, bottom: 9000 }];
    const at = freeSlot({ x: 0, y: 0 }, size, taken);
    expect(overlaps(rectAround(at, size), taken[0] ?? rectAround(at, size))).toBe(false);
  });
});
