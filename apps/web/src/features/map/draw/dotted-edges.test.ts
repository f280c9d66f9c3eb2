import { describe, expect, it } from "vitest";
import type { EdgeElement } from "../edge-element.ts";
import type { PlacedEdge } from "../placed.ts";
import { tracePath } from "../routes/edge-path.ts";
import { dottedEdges } from "./dotted-edges.ts";

const path = { start: { x: 0, y: 0 }, controls: [{ x: 50, y: 0 }], end: { x: 100, y: 0 } };

function edge(id: string, requestsPerSecond: number | undefined, look: EdgeElement["look"] = "healthy"): PlacedEdge {
  const element: EdgeElement = {
    id: id as EdgeElement["id"],
    source: "a" as EdgeElement["source"],
    target: "b" as EdgeElement["target"],
    look,
    width: 1,
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    failingShare: 0,
    words: () => "",
  };
  return { element, path, trace: tracePath(path) };
}

function dotted(edges: readonly PlacedEdge[], each = 2): string[] {
  return [...dottedEdges(edges, () => each).keys()].map(({ element }) => element.id);
}

describe("moving dots", () => {
  it("run on every line of a small mesh that carries requests", () => {
    expect(dotted([edge("calm", 1), edge("tcp", undefined), edge("still", 0), edge("busy", 9)])).toEqual([
      "busy",
      "calm",
    ]);
  });

  it("run in a large mesh on what fails, however little it carries, and on the strongest", () => {
    const many = Array.from({ length: 400 }, (_, index) => edge(`edge ${index}`, index + 1));
    const chosen = dotted([...many, edge("broken", 0.1, "failing")], 4);
    expect(chosen[0]).toBe("broken");
    expect(chosen[1]).toBe("edge 399");
    expect(chosen.length).toBeLessThanOrEqual(61);
  });

  it("never exceed what an eye can follow, except where much fails", () => {
    const many = Array.from({ length: 400 }, (_, index) => edge(`edge ${index}`, index + 1));
    const dots = [...dottedEdges(many, () => 4).values()].reduce((sum, count) => sum + count, 0);
    expect(dots).toBe(120);
    const broken = many.map(({ element, ...rest }) => ({ element: { ...element, look: "failing" as const }, ...rest }));
    expect(dotted(broken)).toHaveLength(400);
  });
});
