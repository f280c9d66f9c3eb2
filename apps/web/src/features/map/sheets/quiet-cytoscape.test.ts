// @vitest-environment happy-dom
import type { Core } from "cytoscape";
import { describe, expect, it } from "vitest";
import { createQuiet } from "./quiet-cytoscape.ts";

/** As much of cytoscape as draws, and what it did. */
function drawing() {
  const did: string[] = [];
  const renderer = {
    render: () => did.push("draws"),
    redrawHint: (group: string) => did.push(`${group} are due`),
    redraw: () => did.push("redraw"),
  };
  const container = document.createElement("div");
  const canvas = container.appendChild(document.createElement("canvas"));
  const cy = { renderer: () => renderer, container: () => container, emit: (event: string) => did.push(event) };
  return { did, canvas, frame: () => renderer.render(), quieten: createQuiet(cy as unknown as Core) };
}

describe("cytoscape", () => {
  it("draws as long as nobody quietens it", () => {
    const { did, frame, canvas } = drawing();
    frame();
    expect(did).toEqual(["draws"]);
    expect(canvas.hidden).toBe(false);
  });

  it("says of each frame that it was, and draws nothing, while it is quiet", () => {
    const { did, frame, canvas, quieten } = drawing();
    quieten(true);
    quieten(true);
    frame();
    expect(did).toEqual(["render"]);
    expect(canvas.hidden).toBe(true);
  });

  it("draws everything anew when it has been quiet", () => {
    const { did, frame, canvas, quieten } = drawing();
    quieten(true);
    quieten(false);
    frame();
    expect(did).toEqual(["eles are due", "drag are due", "redraw", "draws"]);
    expect(canvas.hidden).toBe(false);
  });
});
