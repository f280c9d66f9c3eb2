import { layersOf } from "./draw-picture.ts";
import type { Framed } from "./framed.ts";

/** Twice as fine as the screen says, and no larger than browsers can hold: pixels a side, and in all. */
const SCALE = 2;
const LONGEST = 16_000;
const MOST = 120_000_000;

/** Rejects where the browser gives no canvas of this size. */
export async function pngPicture(framed: Framed): Promise<Blob> {
  const { size, viewport, palette } = framed;
  const scale = scaleFor(size.width, size.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * scale);
  canvas.height = Math.round(size.height * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gives no canvas of this size.");
  context.fillStyle = palette.canvas;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const zoom = scale * viewport.zoom;
  context.setTransform(zoom, 0, 0, zoom, scale * viewport.x, scale * viewport.y);
  for (const { paint } of layersOf(framed)) paint(context);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error("The map is too large for one picture; zoom in, or export SVG."));
      else resolve(blob);
    }, "image/png");
  });
}

function scaleFor(width: number, height: number): number {
  return Math.min(SCALE, LONGEST / Math.max(width, height), Math.sqrt(MOST / (width * height)));
}
