import type { NodeSides, NodeTally } from "../node.ts";
import { type Side, sideOf } from "../node-tally.ts";
import type { Place } from "../place.ts";
import { createKeptItems } from "./kept-items.ts";

/** What nodes receive and send, from build to build. Only what the build before had is remembered. */
export interface KeptSides {
  /** Of the very same edges each is the very same. */
  of(node: NodeTally): NodeSides;
  /** Before each build. */
  turn(): void;
}

export function createKeptSides(): KeptSides {
  const [inbound, outbound] = [createKeptItems<Place, Side>(), createKeptItems<Place, Side>()];
  return {
    of: (node) => ({
      inbound: inbound.keep(node.place, node.inbound, () => sideOf(node.inbound)),
      outbound: outbound.keep(node.place, node.outbound, () => sideOf(node.outbound)),
    }),
    turn: () => {
      inbound.turn();
      outbound.turn();
    },
  };
}
