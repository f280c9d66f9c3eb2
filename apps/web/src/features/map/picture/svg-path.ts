import type { Pen } from "../draw/pen.ts";
import type { Point } from "../routes/shapes.ts";
import { rounded } from "./svg-text.ts";

type Drawing = Pick<
  Pen,
  "beginPath" | "moveTo" | "lineTo" | "quadraticCurveTo" | "arc" | "ellipse" | "roundRect" | "closePath"
>;

const WHOLE = 2 * Math.PI;

/** The current path of a pen, as SVG path data. `placed` and `scale`: where the pen stands. */
export function createSvgPath(
  placed: (point: Point) => Point,
  scale: () => number,
): { readonly drawing: Drawing; data(): string } {
  let parts: string[] = [];
  const text = (point: Point) => {
    const { x, y } = placed(point);
    return `${rounded(x)} ${rounded(y)}`;
  };
  const lineTo = (x: number, y: number) => void parts.push(`${parts.length === 0 ? "M" : "L"}${text({ x, y })}`);
  const turn = (rx: number, ry: number, isLong: boolean, to: Point) =>
    parts.push(`A${rounded(rx * scale())} ${rounded(ry * scale())} 0 ${isLong ? 1 : 0} 1 ${text(to)}`);

  /** Clockwise. A whole turn is two halves: an arc that ends where it begins is none. */
  function ellipse(x: number, y: number, rx: number, ry: number, from: number, to: number): void {
    const on = (angle: number): Point => ({ x: x + rx * Math.cos(angle), y: y + ry * Math.sin(angle) });
    const begin = on(from);
    if (parts.at(-1) !== `M${text(begin)}`) lineTo(begin.x, begin.y);
    if (to - from < WHOLE - 1e-6) {
      turn(rx, ry, to - from > Math.PI, on(to));
      return;
    }
    turn(rx, ry, false, on(from + Math.PI));
    turn(rx, ry, false, begin);
  }

  const drawing: Drawing = {
    beginPath() {
      parts = [];
    },
    moveTo: (x, y) => void parts.push(`M${text({ x, y })}`),
    lineTo,
    quadraticCurveTo: (cx, cy, x, y) => void parts.push(`Q${text({ x: cx, y: cy })} ${text({ x, y })}`),
    closePath: () => void parts.push("Z"),
    arc: (x, y, radius, from, to) => ellipse(x, y, radius, radius, from, to),
    ellipse: (x, y, rx, ry, _rotation, from, to) => ellipse(x, y, rx, ry, from, to),
    roundRect(x, y, width, height, radii = 0) {
      const wished = typeof radii === "number" ? radii : 0;
      const radius = Math.min(wished, width / 2, height / 2);
      const [right, bottom] = [x + width, y + height];
      parts.push(`M${text({ x: x + radius, y })}`);
      lineTo(right - radius, y);
      turn(radius, radius, false, { x: right, y: y + radius });
      lineTo(right, bottom - radius);
      turn(radius, radius, false, { x: right - radius, y: bottom });
      lineTo(x + radius, bottom);
      turn(radius, radius, false, { x, y: bottom - radius });
      lineTo(x, y + radius);
      turn(radius, radius, false, { x: x + radius, y });
      parts.push("Z");
    },
  };
  return { drawing, data: () => parts.join("") };
}
