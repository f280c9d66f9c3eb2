import type { StylesheetJson } from "cytoscape";
import { nodeShapes } from "../marks/node-shapes.ts";
import type { Palette } from "../palette.ts";

/** Namespace colour over the painted ground; halos below shine through. */
export const BOX_FILL = 0.065;

/** Namespaces, under everything. */
export function boxStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: "node.box",
      style: {
        shape: "round-rectangle",
        "corner-radius": "8",
        width: "data(width)",
        height: "data(height)",
        "background-color": palette.external,
        "background-opacity": BOX_FILL,
        "border-width": 1,
        "border-color": palette.external,
        "border-opacity": 0.34,
        "z-index": 0,
        "z-index-compare": "manual",
        "overlay-opacity": 0,
        events: "no",
      },
    },
    ...palette.accents.map((colour, index) => ({
      selector: `node.accent-${index + 1}`,
      style: { "background-color": colour, "border-color": colour },
    })),
    {
      selector: "node.box.chosen",
      style: { "border-color": palette.accent, "border-opacity": 1, "border-width": 1.5 },
    },
  ];
}

/** Bodies of nodes: outline by kind, border by health. */
export function nodeStyle(palette: Palette): StylesheetJson {
  return [...bodyStyle(palette), ...shapeStyle(palette), ...stateStyle(palette)];
}

function bodyStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: "node.node",
      style: {
        shape: "round-rectangle",
        "corner-radius": "9",
        width: "data(width)",
        height: "data(height)",
        "background-color": palette.nodeFill,
        "border-width": 1.2,
        "border-color": palette.nodeBorder,
        "overlay-opacity": 0,
        "outline-width": 0,
        "z-index": 30,
        "z-index-compare": "manual",
      },
    },
  ];
}

function shapeStyle(palette: Palette): StylesheetJson {
  return Object.entries(nodeShapes).map(([shape, { corners, dotted }]) => ({
    selector: `node.shape-${shape}`,
    style: {
      ...(corners === undefined ? {} : { shape: "polygon", "shape-polygon-points": corners }),
      ...(dotted === true ? { "border-style": "dotted", "border-color": palette.unknown } : {}),
    } as never,
  }));
}

function stateStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: "node.no-sidecar",
      style: {
        "border-style": "dashed",
        "border-dash-pattern": [4, 3],
        "border-color": palette.second,
        "border-width": 1.4,
      },
    },
    { selector: "node.degraded", style: { "border-width": 1.6, "border-color": palette.warn } },
    {
      selector: "node.failing",
      style: {
        "border-width": 2,
        "border-color": palette.bad,
        "outline-width": 1.4,
        "outline-offset": 3,
        "outline-color": palette.bad,
        "outline-opacity": 0.45,
      },
    },
    { selector: "node.hover", style: { "border-color": palette.text } },
    {
      selector: "node.node.chosen",
      style: { "outline-width": 1.6, "outline-offset": 3, "outline-color": palette.accent, "outline-opacity": 1 },
    },
  ];
}
