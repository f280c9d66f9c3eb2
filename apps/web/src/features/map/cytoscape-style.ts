import type { StylesheetJson } from "cytoscape";
import { cardStyle } from "./cards/card-style.ts";
import { edgeStyle } from "./draw/edge-style.ts";
import { boxStyle, nodeStyle } from "./draw/node-style.ts";
import { DIMMED_FAILING } from "./draw/paint-traffic.ts";
import type { Palette } from "./palette.ts";

/** What cytoscape draws: box fills, edges, node bodies. Text, rings, badges, dots and halos lie on canvases of their own. */
export function cytoscapeStyle(palette: Palette): StylesheetJson {
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } as never },
    ...boxStyle(palette),
    ...nodeStyle(palette),
    ...cardStyle(palette),
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
