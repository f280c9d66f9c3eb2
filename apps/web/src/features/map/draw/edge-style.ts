import type { StylesheetJson } from "cytoscape";
import { edgeLooks } from "../marks/edge-looks.ts";
import type { Palette } from "../palette.ts";
import { FADE_STEPS, fadeAt } from "./fade.ts";

/** Lines between nodes: by their path, their health, and what points at them. */
export function edgeStyle(palette: Palette): StylesheetJson {
  return [lineStyle(palette), routedStyle, ...fadeStyle(), ...lookStyle(palette), ...pointedStyle(palette)];
}

function lineStyle(palette: Palette): StylesheetJson[number] {
  return {
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
  };
}

const routedStyle = {
  selector: "edge.routed",
  style: {
    "curve-style": "unbundled-bezier",
    "edge-distances": "endpoints",
    "control-point-weights": "data(weights)",
    "control-point-distances": "data(distances)",
    "source-endpoint": "data(out)",
    "target-endpoint": "data(into)",
  } as never,
};

function fadeStyle(): StylesheetJson {
  return Array.from({ length: FADE_STEPS }, (_, index) => ({
    selector: `edge.fade-${index + 1}`,
    style: { "line-opacity": fadeAt(index + 1) },
  }));
}

/** What is not well lies over what is. */
function lookStyle(palette: Palette): StylesheetJson {
  return Object.entries(edgeLooks).map(([look, { colour, dashes, layer }]) => {
    return {
      selector: `edge.${look}`,
      style: {
        "line-color": palette[colour],
        "target-arrow-color": palette[colour],
        "z-index": 10 + 2 * layer,
        ...(dashes.length > 0 ? { "line-style": "dashed", "line-dash-pattern": [...dashes] } : {}),
        ...(layer > 0 ? { "arrow-scale": 0.85, "line-opacity": 1 } : {}),
      } as never,
    };
  });
}

function pointedStyle(palette: Palette): StylesheetJson {
  return [
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
