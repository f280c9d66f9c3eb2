import type { MapSheets } from "./map-sheets.ts";
import type { SheetGround } from "./sheet-ground.ts";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Sheets as soon as they are loaded, of which `onReady` tells: the first picture does not wait for them. */
export function sheetsLater(ground: SheetGround, onReady: () => void) {
  let sheets: MapSheets | undefined;
  let isOver = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const begin = async () => {
    const { createMapSheets } = await import("./map-sheets.ts");
    if (isOver) return;
    sheets = createMapSheets(ground);
    onReady();
  };
  // Until they come a large mesh is without its thin lines.
  const tryAfter = (waitMs: number) => {
    begin().catch(() => {
      if (!isOver) again = setTimeout(() => tryAfter(Math.min(2 * waitMs, LONGEST_WAIT_MS)), waitMs);
    });
  };
  tryAfter(FIRST_WAIT_MS);
  return {
    now: () => sheets,
    destroy() {
      isOver = true;
      clearTimeout(again);
      sheets?.destroy();
    },
  };
}
