import type { MapView } from "../map-view.ts";

/** A minimap in `host` as soon as it is loaded: the first picture does not wait for it. Returns the end of it. */
export function minimapLater(view: MapView, host: HTMLElement | null, onNeed: (needed: boolean) => void): () => void {
  let end: (() => void) | undefined;
  let isOver = false;
  const begin = async () => {
    const { createMinimap } = await import("./minimap.ts");
    if (!isOver && host !== null) end = createMinimap(view, host, onNeed);
  };
  // A part that does not come leaves the map without a small one.
  begin().catch(() => undefined);
  return () => {
    isOver = true;
    end?.();
  };
}
