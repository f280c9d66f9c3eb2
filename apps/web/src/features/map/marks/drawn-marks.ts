import type { Topology } from "@fyr/contract";
import { badgesOf } from "./badges.ts";
import { lookOf, plaintextOf } from "./edge-looks.ts";
import type { MarkId } from "./legend-marks.ts";
import { hasNoSidecar, shapeOf } from "./node-shapes.ts";
import { ringOf } from "./ring.ts";

/** What is drawn of this picture: `folded` where some of its namespaces are cards. */
export function drawnMarks({ nodes, edges }: Pick<Topology, "nodes" | "edges">, folded = false): ReadonlySet<MarkId> {
  const marks = new Set<MarkId>(folded ? ["shape card"] : []);
  for (const edge of edges) {
    marks.add(`line ${lookOf(edge)}`);
    if ((edge.requestsPerSecond ?? 0) > 0) marks.add("dot answered");
    if ((edge.errorRatio ?? 0) > 0) marks.add("dot failed");
    if (plaintextOf(edge) !== undefined) marks.add("badge plaintext");
  }
  for (const node of nodes) {
    marks.add(`shape ${shapeOf(node)}`).add(`ring ${ringOf(node).kind}`);
    if (hasNoSidecar(node)) marks.add("border noSidecar");
    for (const badge of badgesOf(node)) marks.add(`badge ${badge}`);
  }
  return marks;
}
