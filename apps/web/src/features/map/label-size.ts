import type { EdgeLabel } from "./edge-label.ts";
import type { Size } from "./routes/shapes.ts";

/** Width of words in px: 12 px bold, else 11 px. */
export type Measure = (words: string, bold: boolean) => number;

/** The same in fewer words: its first line, then the bare number of it. */
export function shorter(label: EdgeLabel): EdgeLabel[] {
  const { brief, lines } = label;
  return [
    ...(lines.length > 1 ? [{ ...label, lines: lines.slice(0, 1) }] : []),
    ...(brief === undefined ? [] : [{ ...label, lines: [brief] }]),
  ];
}

/** Map units. `scale`: map units per px of the label. */
export function sizeOf(label: EdgeLabel, scale: number, measure: Measure): Size {
  const widest = Math.max(...label.lines.map((line, index) => measure(line, label.tone !== "plain" && index === 0)));
  const two = label.lines.length > 1;
  switch (label.tone) {
    case "failing":
      return { width: Math.ceil(widest + 37) * scale, height: (two ? 38 : 24) * scale };
    case "degraded":
      return { width: Math.ceil(widest + 31) * scale, height: (two ? 38 : 20) * scale };
    case "plain":
      return { width: Math.ceil(widest + 10) * scale, height: 15 * scale };
  }
}
