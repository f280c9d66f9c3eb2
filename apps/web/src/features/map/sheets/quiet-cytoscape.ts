import type { Core } from "cytoscape";

/** The part of cytoscape's renderer that is needed here; its types leave renderers out. */
interface Renderer {
  render(options?: object): void;
  redrawHint(group: "eles" | "drag", isDue: boolean): void;
  redraw(): void;
}

/**
 * Lets cytoscape rest from drawing while all that it holds is painted elsewhere. It goes on keeping places, finding
 * what the pointer is on and saying "render" with each frame that something changed in.
 */
export function createQuiet(cy: Core): (isQuiet: boolean) => void {
  const renderer = rendererOf(cy);
  const canvases = cy.container()?.querySelectorAll("canvas") ?? [];
  let quiet = false;
  if (renderer !== undefined) {
    const draw = renderer.render.bind(renderer);
    renderer.render = (options) => {
      if (quiet) cy.emit("render");
      else draw(options);
    };
  }
  return (isQuiet) => {
    if (isQuiet === quiet) return;
    quiet = isQuiet;
    // What was drawn last is out of date. The pointer finds what they lie in instead.
    for (const canvas of canvases) canvas.hidden = quiet;
    if (quiet) return;
    renderer?.redrawHint("eles", true);
    renderer?.redrawHint("drag", true);
    renderer?.redraw();
  };
}

function rendererOf(cy: Core): Renderer | undefined {
  const found: unknown = Reflect.get(cy, "renderer")?.call(cy);
  return isRenderer(found) ? found : undefined;
}

function isRenderer(found: unknown): found is Renderer {
  return ["render", "redrawHint", "redraw"].every(
    (part) => typeof found === "object" && found !== null && typeof Reflect.get(found, part) === "function",
  );
}
