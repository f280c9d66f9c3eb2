import type { EdgeId, NodeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import type { EdgeElement } from "../edge-element.ts";
import type { PlacedEdge } from "../placed.ts";
import type { Point } from "../routes/shapes.ts";
import { rectAround } from "../routes/shapes.ts";
import { straightLine } from "../straight-line.ts";
import { batchesOf } from "./paint-straight.ts";

const shown = { left: 0, right: 1000, top: 0, bottom: 1000 };
const view = { shown, zoom: 1, focus: undefined, fade: 0.5 };

function line(id: string, from: Point, to: Point, element: Partial<EdgeElement> = {}): PlacedEdge {
  const size = { width: 10, height: 10 };
  return {
    element: {
      id: id as EdgeId,
      source: "a" as NodeId,
      target: "b" as NodeId,
      look: "healthy",
      width: 1,
      failingShare: 0,
      words: () => "",
      ...element,
    },
    ...straightLine(rectAround(from, size), rectAround(to, size)),
    isStraight: true,
  };
}

const ids = (edges: readonly PlacedEdge[]) => edges.map(({ element }) => element.id as string);

describe("straight lines", () => {
  it("that look the same are painted together", () => {
    const lines = [
      line("one", { x: 10, y: 10 }, { x: 200, y: 10 }),
      line("tcp", { x: 10, y: 30 }, { x: 200, y: 30 }, { look: "tcp" }),
      line("two", { x: 10, y: 50 }, { x: 200, y: 50 }, { width: 1.05 }),
      line("wide", { x: 10, y: 70 }, { x: 200, y: 70 }, { width: 2.4 }),
    ];
    expect(batchesOf(lines, view).map((batch) => ids(batch.lines))).toEqual([["one", "two"], ["tcp"], ["wide"]]);
  });

  it("beside what is seen are left out", () => {
    const lines = [
      line("left", { x: -300, y: -50 }, { x: -10, y: 2000 }),
      line("across", { x: -300, y: 500 }, { x: 2000, y: 500 }),
    ];
    expect(batchesOf(lines, view).flatMap((batch) => ids(batch.lines))).toEqual(["across"]);
  });

  it("that only pass by are fainter than those one sees an end of, but not far out", () => {
    const lines = [
      line("passes", { x: -300, y: 500 }, { x: 2000, y: 500 }),
      line("ends", { x: 500, y: 500 }, { x: 2000, y: 500 }),
    ];
    const strength = (zoom: number) =>
      new Map(
        batchesOf(lines, { ...view, zoom }).flatMap((batch) =>
          ids(batch.lines).map((id) => [id, batch.alpha] as const),
        ),
      );
    const near = strength(1);
    expect(near.get("passes")).toBeLessThan(near.get("ends") ?? 0);
    const far = strength(0.1);
    expect(far.get("passes")).toBe(far.get("ends"));
  });

  it("in focus come last, in full, and dim the others", () => {
    const lines = [
      line("lit", { x: 10, y: 10 }, { x: 200, y: 10 }),
      line("other", { x: 10, y: 50 }, { x: 200, y: 50 }),
    ];
    const batches = batchesOf(lines, { ...view, focus: new Set(["lit"]) });
    expect(batches.map((batch) => ids(batch.lines))).toEqual([["other"], ["lit"]]);
    expect(batches.at(-1)?.alpha).toBe(1);
    expect(batches[0]?.alpha).toBeLessThan(view.fade);
  });
});
