import type { StylesheetJson } from "cytoscape";
import type { Palette } from "../palette.ts";

/** Bodies of cards: tinted as the box they open to. */
export function cardStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: "node.shape-card",
      style: { "corner-radius": "8", "border-width": 1, "border-opacity": 0.5, "background-opacity": 1 },
    },
    ...palette.accents.map((colour, index) => ({
      selector: `node.shape-card.accent-${index + 1}`,
      style: { "background-color": mixed(colour, palette.canvas, 0.14), "border-color": colour },
    })),
    {
      selector: "node.shape-card.degraded",
      style: { "border-color": palette.warn, "border-opacity": 1, "border-width": 1.4 },
    },
    {
      selector: "node.shape-card.failing",
      style: { "border-color": palette.bad, "border-opacity": 1, "border-width": 1.8 },
    },
  ];
}

/** `share` of a colour over another, both "#rrggbb"; what is written otherwise stays. */
export function mixed(colour: string, ground: string, share: number): string {
  const [over, under] = [colour, ground].map((hex) =>
    /^#[\da-f]{6}$/i.test(hex) ? Number.parseInt(hex.slice(1), 16) : undefined,
  );
  if (over === undefined || under === undefined) return colour;
  const part = (shift: number) => Math.round(((over >> shift) & 255) * share + ((under >> shift) & 255) * (1 - share));
  return `#${[16, 8, 0].map((shift) => part(shift).toString(16).padStart(2, "0")).join("")}`;
}
