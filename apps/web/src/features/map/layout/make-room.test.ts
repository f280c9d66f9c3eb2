import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlaps, rectAround } from "../routes/shapes.ts";
import { makeRoom, type Standing } from "./make-room.ts";

const size = { width: 132, height: 54 };
const grid = (columns: number, rows: number): Standing[] =>
  Array.from({ length: columns * rows }, (_, index) => ({
    id: `ns-${String(index).padStart(2, "0")}`,
    at: { x: (index % columns) * 204, y: Math.floor(index / columns) * 84 },
    size,
  }));

function opened(standing: readonly Standing[], open: ReadonlyMap<number, { width: number; height: number }>) {
  return standing.map((each, index): Standing => {
    const openSize = open.get(index);
    return openSize === undefined ? each : { ...each, openSize };
  });
}

describe("making room", () => {
  it("moves nobody while nothing is open", () => {
    const standing = grid(5, 4);
    expect(makeRoom(standing)).toEqual(new Map(standing.map(({ id, at }) => [id, at])));
  });

  it("leaves nobody on top of another, whatever is open", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(29),
            fc.record({ width: fc.integer({ min: 132, max: 900 }), height: fc.integer({ min: 54, max: 900 }) }),
          ),
          { maxLength: 6 },
        ),
        (open) => {
          const standing = opened(grid(6, 5), new Map(open));
          const places = makeRoom(standing);
          const rects = standing.map(({ id, openSize }) =>
            rectAround(places.get(id) ?? { x: 0, y: 0 }, openSize ?? size),
          );
          expect(rects.some((rect, index) => rects.slice(index + 1).some((other) => overlaps(rect, other)))).toBe(
            false,
          );
        },
      ),
      { numRuns: 60 },
    ));

  it("moves only those in the way, and opens around the middle of the card", () => {
    const standing = opened(grid(5, 4), new Map([[6, { width: 300, height: 60 }]]));
    const places = makeRoom(standing);
    const moved = standing.filter(({ id, at }) => places.get(id)?.x !== at.x || places.get(id)?.y !== at.y);
    expect(moved.map(({ id }) => id)).toEqual(["ns-05", "ns-07"]);
  });
});
