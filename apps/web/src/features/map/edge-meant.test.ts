import type { EdgeId } from "@fyr/contract";
import { expect, it } from "vitest";
import { edgeMeant } from "./edge-meant.ts";
import type { PlacedEdge, Scene } from "./placed.ts";

/** Two bent lines, 6 px apart where they run side by side. */
const scene = {
  nodes: new Map(),
  edges: new Map(
    [0, 6].map((down) => {
      const id = `edge ${down}` as EdgeId;
      const points = [
        { x: 0, y: 0 },
        { x: 40, y: down - 30 },
        { x: 200, y: down - 30 },
        { x: 240, y: 40 + down },
      ];
      return [id, { element: { id }, trace: { points, length: 300 } } as unknown as PlacedEdge];
    }),
  ),
} as unknown as Scene;

it.each([
  { y: -24, meant: "edge 6" },
  { y: -30, meant: "edge 0" },
])("at $y it is $meant, whichever was hit", ({ y, meant }) => {
  for (const hit of scene.edges.keys()) expect(edgeMeant(scene, { x: 120, y }, hit)).toBe(meant);
});
