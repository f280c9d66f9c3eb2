import type { Hop } from "@fyr/contract";
import type { ChangeInvestigation } from "../../../view/use-investigation.ts";

/** To the evidence of a call; of the entry, which nobody in the tree calls, of the node. */
export function showHop({ edge, node }: Hop, change: ChangeInvestigation): void {
  const selection = edge === undefined ? ({ type: "node", id: node } as const) : ({ type: "edge", id: edge } as const);
  change({ tab: "evidence" }, { view: { selection } });
}
