import type { NodeSides, NodeTally } from "../node.ts";
import { type CountedEdge, type Side, sideOf } from "../node-tally.ts";
import type { Place } from "../place.ts";
import { sameList } from "../same-value.ts";

/** What nodes receive and send, from build to build. Only what the build before had is remembered. */
export interface KeptSides {
  /** Of the very same edges each is the very same. */
  of(node: NodeTally): NodeSides;
  /** Before each build. */
  turn(): void;
}

/** By the place of the node. */
type Added = Map<Place, { readonly edges: readonly CountedEdge[]; readonly side: Side }>;

export function createKeptSides(): KeptSides {
  const [inbound, outbound] = [createKeptDirection(), createKeptDirection()];
  return {
    of: (node) => ({
      inbound: inbound.sideOf(node.place, node.inbound),
      outbound: outbound.sideOf(node.place, node.outbound),
    }),
    turn: () => {
      inbound.turn();
      outbound.turn();
    },
  };
}

function createKeptDirection() {
  let before: Added = new Map();
  let now: Added = new Map();
  return {
    sideOf: (place: Place, edges: readonly CountedEdge[]): Side => {
      const old = before.get(place);
      const added = old !== undefined && sameList(old.edges, edges) ? old : { edges, side: sideOf(edges) };
      now.set(place, added);
      return added.side;
    },
    turn: () => {
      [before, now] = [now, new Map()];
    },
  };
}
