import type { Selection } from "../../../view/view-state.ts";
import type { Elements } from "../elements.ts";
import { isBox } from "../namespace-boxes.ts";

/** The namespace a selection lives in, and whether it is open; of an edge that of who is called. */
export function boxAt(
  { nodes, edges, boxes }: Elements,
  at: Selection,
): { readonly box: string; readonly open: boolean } | undefined {
  if (at.type === "namespace") {
    const open = boxes.find((box) => isBox(box, at.id));
    if (open !== undefined) return { box: open.id, open: true };
    const folded = nodes.find(({ card }) => card !== undefined && isBox(card, at.id))?.card;
    return folded && { box: folded.id, open: false };
  }
  const end = at.type === "edge" ? edges.find(({ id }) => id === at.id)?.target : at.id;
  const node = nodes.find(({ id }) => id === end);
  if (node?.card !== undefined) return { box: node.card.id, open: false };
  return node?.box === undefined ? undefined : { box: node.box, open: true };
}
