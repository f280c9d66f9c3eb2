import type { StylesheetJson } from "cytoscape";
import { DIMMED_FAILING } from "./draw/paint-traffic.ts";
import type { Palette } from "./palette.ts";

/** Namespace colour over the ground; halos below shine through. */
const BOX_FILL = 0.06;
const CUT = "-1 -1  0.8 -1  1 -0.5  1 1  -1 1";
const TAG = "-0.84 -1  1 -1  1 1  -0.84 1  -1 0";

/** What cytoscape draws: box fills, edges, node bodies. Text, rings, badges, dots and halos lie on canvases of their own. */
export function cytoscapeStyle(palette: Palette): StylesheetJson {
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } as never },
    ...boxStyle(palette),
    ...nodeStyle(palette),
    ...edgeStyle(palette),
    { selector: ".dim", style: { opacity: 0.15 } },
    { selector: "edge.failing.dim", style: { opacity: DIMMED_FAILING } },
    ...stopStyle(palette),
    { selector: "node.box.dim", style: { opacity: 0.5 } },
  ];
}

/** Where a walk by keyboard stands. */
function stopStyle({ accent }: Palette): StylesheetJson {
  return [
    {
      selector: "node.node.stop",
      style: { "outline-width": 2.4, "outline-offset": 3, "outline-color": accent, "outline-opacity": 1 },
    },
    { selector: "edge.stop", style: { "underlay-color": accent, "underlay-opacity": 0.55, "underlay-padding": 3.5 } },
  ];
}

function boxStyle(palette: Palette): StylesheetJson {
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

function nodeStyle(palette: Palette): StylesheetJson {
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
    { selector: "node.shape-gateway", style: { shape: "hexagon" } },
    { selector: "node.shape-waypoint", style: { shape: "octagon" } },
    { selector: "node.shape-external", style: { shape: "polygon", "shape-polygon-points": CUT } as never },
    { selector: "node.shape-service", style: { shape: "polygon", "shape-polygon-points": TAG } as never },
    { selector: "node.shape-unknown", style: { "border-style": "dotted", "border-color": palette.unknown } },
    {
      selector: "node.no-sidecar",
      style: {
        "border-style": "dashed",
        "border-dash-pattern": [4, 3],
        "border-color": palette.second,
        "border-width": 1.4,
      },
    },
    { selector: "node.degraded", style: { "border-width": 1.6 } },
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

function edgeStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": palette.edge,
        "target-arrow-color": palette.edge,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.72,
        "curve-style": "straight",
        "overlay-opacity": 0,
        "z-index": 10,
        "z-index-compare": "manual",
      },
    },
    {
      selector: "edge.routed",
      style: {
        "curve-style": "unbundled-bezier",
        "edge-distances": "endpoints",
        "control-point-weights": "data(weights)",
        "control-point-distances": "data(distances)",
        "source-endpoint": "data(out)",
        "target-endpoint": "data(into)",
      } as never,
    },
    { selector: "edge.faded", style: { "line-opacity": 0.46 } },
    {
      selector: "edge.tcp, edge.unknown",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [1.5, 3.5],
        "line-color": palette.unknown,
        "target-arrow-color": palette.unknown,
      },
    },
    {
      selector: "edge.degraded",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [8, 4],
        "line-color": palette.warn,
        "target-arrow-color": palette.warn,
        "arrow-scale": 0.85,
        "z-index": 12,
      },
    },
    {
      selector: "edge.failing",
      style: {
        "line-color": palette.bad,
        "target-arrow-color": palette.bad,
        "arrow-scale": 0.85,
        "line-opacity": 1,
        "z-index": 14,
      },
    },
    // Their line is painted elsewhere, here they are only to be pointed at.
    {
      selector: "edge.loop",
      style: {
        "curve-style": "bezier",
        "loop-direction": "180deg",
        "loop-sweep": "85deg",
        "control-point-step-size": 26,
      },
    },
    { selector: "edge.hover, edge.chosen", style: { "line-opacity": 1, "z-index": 16 } },
    {
      selector: "edge.healthy.hover, edge.healthy.chosen",
      style: { "line-color": palette.text, "target-arrow-color": palette.text },
    },
    {
      selector: "edge.loop, edge.loop.hover, edge.loop.chosen",
      style: { "line-opacity": 0, "target-arrow-shape": "none" },
    },
  ];
}
