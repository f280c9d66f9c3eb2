import { createSurface } from "../draw/surface.ts";
import type { LineWords } from "../label-memo.ts";
import type { Picture } from "../on-screen.ts";
import type { Palette } from "../palette.ts";
import { type Looks, looksAs } from "./looks-as.ts";
import { hasOver, paintOver } from "./paint-over.ts";
import { paintBodies, paintGround, paintNames } from "./paint-sheets.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import type { SheetGround } from "./sheet-ground.ts";

/** All of a large map that stands still, painted once and then moved. What moves by itself is painted between. */
export interface MapSheets {
  put(picture: Picture, words: LineWords, palette: Palette, motion: SheetMotion): void;
  hide(): void;
  destroy(): void;
}

interface SheetMotion {
  /** Halos do, and are painted elsewhere. */
  readonly breathes: boolean;
  /** The map is on its way. */
  readonly isMoving: boolean;
}

interface Wording {
  readonly looks: Looks;
  readonly words: LineWords;
}

/** The ground goes below what is in `under`, lines and bodies over it, words over what is in `over`. */
export function createMapSheets({ under, over, onBlurred }: SheetGround): MapSheets {
  let looks: Looks | undefined;
  let wording: Wording | undefined;
  let written: Wording | undefined;
  const ground = createSheet(under, "below", (pen, on) => looks && paintGround(pen, looks, on));
  const bodies = createSheet(under, "above", (pen, on) => looks && paintBodies(pen, looks, on));
  const pointed = createSurface(over);
  const names = createSheet(over, "above", (pen, on) => {
    written = wording;
    if (written !== undefined) paintNames(pen, written.looks, written.words, on);
  });
  const sheets: readonly Sheet[] = [bodies, names, ground];

  function putOver(picture: Picture, palette: Palette): void {
    const pen = hasOver(picture) ? pointed.begin(picture.viewport) : undefined;
    if (pen === undefined) pointed.leave();
    else paintOver(pen, picture, pointed.shown(picture.viewport), palette);
  }

  return {
    put(picture, words, palette, { breathes, isMoving }) {
      const now = { ...picture, palette, breathes };
      const isStale = looks === undefined || !looksAs(looks, now);
      if (isStale) looks = now;
      wording = { looks: now, words };
      const isMiswritten = isStale || !saysTheSame(written, wording, isMoving);
      // One a frame where they are only blurred: all of them take longer than the page may keep silent.
      let hasPainted = false;
      for (const sheet of sheets) {
        const isDue = sheet === names ? isMiswritten : isStale;
        const isPainted = sheet.put(picture.viewport, { isStale: isDue, mayBlur: isMoving || hasPainted });
        hasPainted ||= isPainted;
      }
      if (hasPainted && !isMoving) onBlurred();
      putOver(picture, palette);
    },
    hide() {
      for (const sheet of sheets) sheet.hide();
      pointed.leave();
    },
    destroy() {
      for (const sheet of sheets) sheet.destroy();
      pointed.element.remove();
    },
  };
}

/** Labels grow and shrink with every frame of a zoom; they are written when it is over. */
function saysTheSame(written: Wording | undefined, now: Wording, isMoving: boolean): boolean {
  return written?.looks.scene === now.looks.scene && (isMoving || written.words === now.words);
}
