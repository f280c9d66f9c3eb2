import { type Pen, pathData } from "../draw/pen.ts";
import { createSvgPath } from "./svg-path.ts";
import { escaped, rounded } from "./svg-text.ts";

interface Strokes {
  globalAlpha: number;
  fillStyle: Pen["fillStyle"];
  strokeStyle: Pen["strokeStyle"];
  lineWidth: number;
  lineCap: CanvasLineCap;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
}

interface Transform {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Kept {
  readonly strokes: Strokes;
  readonly at: Transform;
  readonly dashes: readonly number[];
}

export interface SvgPen {
  readonly pen: Pen;
  /** What was drawn since it was last taken, as elements of an SVG. */
  take(): string;
}

const plain: Strokes = {
  globalAlpha: 1,
  fillStyle: "#000",
  strokeStyle: "#000",
  lineWidth: 1,
  lineCap: "butt",
  font: "",
  textAlign: "left",
  textBaseline: "alphabetic",
};

/**
 * Draws as a canvas does and writes it down as SVG: text as text, each shape an element, coordinates in px of the
 * picture. Knows what painters use: no rotation, no uneven scale, plain colours. `measure` tells the width of words.
 */
export function createSvgPen(measure: Pick<CanvasRenderingContext2D, "measureText" | "font">): SvgPen {
  const stack: Kept[] = [];
  let at: Transform = { scale: 1, x: 0, y: 0 };
  let dashes: readonly number[] = [];
  let elements: string[] = [];
  const path = createSvgPath(
    (point) => ({ x: at.x + at.scale * point.x, y: at.y + at.scale * point.y }),
    () => at.scale,
  );

  const alpha = () => (pen.globalAlpha < 1 ? ` opacity="${rounded(pen.globalAlpha)}"` : "");
  const colour = (style: Pen["fillStyle"]) => (typeof style === "string" ? escaped(style) : "none");
  const lineScale = (shape: Path2D | undefined) => (shape === undefined ? at.scale : 1);
  const paint = (look: string, shape: Path2D | undefined) => {
    const data = shape === undefined ? path.data() : pathData(shape);
    const moved =
      shape === undefined
        ? ""
        : ` transform="matrix(${[at.scale, 0, 0, at.scale, at.x, at.y].map(rounded).join(" ")})"`;
    if (data !== "") elements.push(`<path d="${data}"${moved} ${look}${alpha()}/>`);
  };

  const pen: Pen = {
    ...plain,
    ...path.drawing,
    narrows: true,
    save: () => void stack.push({ strokes: strokesOf(pen), at, dashes }),
    restore() {
      const kept = stack.pop();
      if (kept === undefined) return;
      Object.assign(pen, kept.strokes);
      at = kept.at;
      dashes = kept.dashes;
    },
    translate(x, y) {
      at = { ...at, x: at.x + at.scale * x, y: at.y + at.scale * y };
    },
    scale(by) {
      at = { ...at, scale: at.scale * by };
    },
    setLineDash(next: readonly number[]) {
      dashes = [...next];
    },
    fill(shape?: Path2D | CanvasFillRule) {
      paint(`fill="${colour(pen.fillStyle)}"`, typeof shape === "string" ? undefined : shape);
    },
    stroke(shape?: Path2D) {
      const scale = lineScale(shape);
      const dashed =
        dashes.length === 0 ? "" : ` stroke-dasharray="${dashes.map((dash) => rounded(dash * scale)).join(" ")}"`;
      const cap = pen.lineCap === "butt" ? "" : ` stroke-linecap="${pen.lineCap}"`;
      paint(
        `fill="none" stroke="${colour(pen.strokeStyle)}" stroke-width="${rounded(pen.lineWidth * scale)}"${dashed}${cap}`,
        shape,
      );
    },
    fillRect(x, y, width, height) {
      const [left, top] = [at.x + at.scale * x, at.y + at.scale * y].map(rounded);
      const size = `width="${rounded(width * at.scale)}" height="${rounded(height * at.scale)}"`;
      elements.push(`<rect x="${left}" y="${top}" ${size} fill="${colour(pen.fillStyle)}"${alpha()}/>`);
    },
    fillText(words, x, y, room = Number.POSITIVE_INFINITY) {
      const [left, top] = [at.x + at.scale * x, at.y + at.scale * y].map(rounded);
      const centred = pen.textAlign === "center" ? ` text-anchor="middle"` : "";
      const font = fontOf(pen.font, at.scale);
      const isLong = pen.measureText(words).width > room;
      const narrowed = isLong ? ` textLength="${rounded(room * at.scale)}" lengthAdjust="spacingAndGlyphs"` : "";
      elements.push(
        `<text x="${left}" y="${top}" ${font}${centred}${narrowed} fill="${colour(pen.fillStyle)}"${alpha()}>${escaped(words)}</text>`,
      );
    },
    measureText(words) {
      measure.font = pen.font;
      return measure.measureText(words);
    },
  };
  return {
    pen,
    take() {
      const taken = elements.join("\n");
      elements = [];
      return taken;
    },
  };
}

function strokesOf(pen: Strokes): Strokes {
  const { globalAlpha, fillStyle, strokeStyle, lineWidth, lineCap, font, textAlign, textBaseline } = pen;
  return { globalAlpha, fillStyle, strokeStyle, lineWidth, lineCap, font, textAlign, textBaseline };
}

/** `600 12px Inter, …`: the family stands once on the whole picture. */
function fontOf(font: string, scale: number): string {
  const [, weight = "400", size = "10"] = /^(\d+) ([\d.]+)px/.exec(font) ?? [];
  return `font-size="${rounded(Number(size) * scale)}"${weight === "400" ? "" : ` font-weight="${weight}"`}`;
}
