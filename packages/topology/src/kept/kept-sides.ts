import type { NodeSides, NodeTally } from "../node.ts";
import { type CountedEdge, type Side, sideOf } from "../node-tally.ts";
import type { Place } from "../place.ts";
import { rowsOf } from "../rows-of.ts";
import { createKeptItems } from "./kept-items.ts";

/** What nodes receive and send, from build to build. Only what the build before had is remembered. */
export interface KeptSides {
  /** Of the very same edges each is the very same. */
  of(node: NodeTally, edges: readonly CountedEdge[]): NodeSides;
  /** Before each build. */
  turn(): void;
}

export function createKeptSides(): KeptSides {
  const [inbound, outbound] = [createKeptItems<Place, Side>(), createKeptItems<Place, Side>()];
  const keep = (kept: typeof inbound, place: Place, edges: readonly CountedEdge[]) =>
    kept.keep(place, edges, () => sideOf(edges));
  return {
    of: (node, edges) => ({
      inbound: keep(inbound, node.place, rowsOf(edges, node.inbound)),
      outbound: keep(outbound, node.place, rowsOf(edges, node.outbound)),
    }),
    turn: () => {
      inbound.turn();
      outbound.turn();
    },
  };
}
