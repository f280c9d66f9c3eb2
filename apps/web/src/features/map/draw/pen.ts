/** What painters draw with: a canvas, or what writes the same down as SVG. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "translate"
  | "scale"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "quadraticCurveTo"
  | "arc"
  | "ellipse"
  | "roundRect"
  | "closePath"
  | "fill"
  | "stroke"
  | "fillRect"
  | "fillText"
  | "measureText"
  | "setLineDash"
  | "globalAlpha"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "font"
  | "textAlign"
  | "textBaseline"
> & {
  /** Words that are too long are narrowed, not shortened: they are to be found by search. */
  readonly narrows?: true;
};

const written = new WeakMap<Path2D, string>();

/** A shape from its SVG path data, which a browser's own paths do not give back. */
export function shapePath(data: string): Path2D {
  const path = new Path2D(data);
  written.set(path, data);
  return path;
}

/** The path data of what `shapePath` made. */
export function pathData(path: Path2D): string {
  return written.get(path) ?? "";
}
