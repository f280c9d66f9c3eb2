import { layersOf } from "./draw-picture.ts";
import type { Framed } from "./framed.ts";
import { createSvgPen } from "./svg-pen.ts";
import { escaped, rounded } from "./svg-text.ts";

/** The picture as a document of its own: opens in browsers and drawing programs alike, text can be found and changed. */
export function svgPicture(
  framed: Framed,
  title: string,
  measure: Pick<CanvasRenderingContext2D, "measureText" | "font">,
): string {
  const { size, viewport, palette } = framed;
  const { pen, take } = createSvgPen(measure);
  pen.translate(viewport.x, viewport.y);
  pen.scale(viewport.zoom, viewport.zoom);
  const layers = layersOf(framed).flatMap(({ name, paint }) => {
    paint(pen);
    const drawn = take();
    return drawn === "" ? [] : [`<g id="${name}">\n${drawn}\n</g>`];
  });
  const [width, height] = [rounded(size.width), rounded(size.height)];
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(palette.font)}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${escaped(palette.canvas)}"/>`,
    ...layers,
    "</svg>",
    "",
  ].join("\n");
}
