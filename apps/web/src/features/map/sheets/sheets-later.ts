import type { MapSheets } from "./map-sheets.ts";

/** Where sheets are put, and who asks for another frame. */
export interface SheetGround {
  readonly under: HTMLElement;
  readonly over: HTMLElement;
  /** There is more to paint with the next frame. */
  readonly onBlurred: () => void;
}

/** Sheets as soon as they are loaded, of which `onReady` tells: the first picture does not wait for them. */
export function sheetsLater(ground: SheetGround, onReady: () => void) {
  let sheets: MapSheets | undefined;
  let isOver = false;
  const begin = async () => {
    const { createMapSheets } = await import("./map-sheets.ts");
    if (isOver) return;
    sheets = createMapSheets(ground);
    onReady();
  };
  // Where they do not come, cytoscape goes on drawing.
  begin().catch(() => undefined);
  return {
    now: () => sheets,
    destroy() {
      isOver = true;
      sheets?.destroy();
    },
  };
}
