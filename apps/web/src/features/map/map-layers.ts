import type { Rect } from "./routes/shapes.ts";

/** From below: halos, cytoscape, then dots and words; of a large mesh sheets lie under and over what moves. */
export function createLayers(container: HTMLElement): { under: HTMLElement; graph: HTMLElement; over: HTMLElement } {
  const layer = (reachable: boolean) => {
    const element = document.createElement("div");
    element.style.cssText = `position:absolute;inset:0;overflow:clip;${reachable ? "" : "pointer-events:none"}`;
    container.append(element);
    return element;
  };
  return { under: layer(false), graph: layer(true), over: layer(false) };
}

/** The container's size and the page's theme, as long as the map lives. Returns the undoing. */
export function watchSurroundings(
  container: HTMLElement,
  { onResize, onTheme }: { readonly onResize: () => void; readonly onTheme: () => void },
): () => void {
  const resized = new ResizeObserver(onResize);
  resized.observe(container);
  const themed = new MutationObserver(onTheme);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });
  return () => {
    resized.disconnect();
    themed.disconnect();
  };
}

/** Marks what lies over the map: labels, and the map when it is fitted, keep clear of it. */
export const overMap = { "data-over-map": "" } as const;

/** All that is marked in `frame` and takes room, px from its upper left corner. */
export function takenIn(frame: Element | null): readonly Rect[] {
  if (frame === null) return [];
  const marked = [...frame.querySelectorAll("[data-over-map]")].map((each) => boxWithin(each, frame));
  return marked.filter(({ left, top, right, bottom }) => right > left && bottom > top);
}

function boxWithin(inner: Element, outer: Element): Rect {
  const { left, top, right, bottom } = inner.getBoundingClientRect();
  const origin = outer.getBoundingClientRect();
  return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
}
