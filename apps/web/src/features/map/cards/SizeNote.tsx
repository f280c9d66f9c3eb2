import type { Topology } from "@fyr/contract";
import type { Folding } from "../../../view/view-state.ts";
import css from "../MapCanvas.module.css";
import { isLarge } from "../scene.ts";
import { foldMesh } from "./fold-mesh.ts";
import { canOpenAll } from "./folding.ts";

/** What is left out of a picture of a large mesh, and how to see it. */
export function SizeNote({ topology, folding }: { topology: Topology; folding: Folding }) {
  const words = sizeWords(topology, folding);
  return words === undefined ? null : <p className={css.size}>{words}</p>;
}

function sizeWords(topology: Topology, folding: Folding): string | undefined {
  const { nodes, cards, lines, linesLeftOut } = foldMesh(topology, folding);
  if (linesLeftOut > 0) {
    const tooMany = canOpenAll(topology)
      ? ""
      : `${topology.nodes.length.toLocaleString("en")} workloads are too many to be open at once: open namespaces one by one. `;
    return `${tooMany}${lines.length} of ${lines.length + linesLeftOut} lines drawn: the strongest, and all that are not well. The table has every call.`;
  }
  if (!isLarge(nodes.length + cards.length)) return undefined;
  return `${nodes.length.toLocaleString("en")} nodes: healthy edges are faded and run straight, those that only pass by fainter still. Zoom in for names and labels.`;
}
