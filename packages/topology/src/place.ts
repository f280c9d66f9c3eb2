import type { NodeId, NodeKind } from "@fyr/contract";
import { nodeIdOf } from "./ids.ts";

/** Where one end of traffic belongs in the picture: a node before its numbers. One object per id. */
export interface Place {
  readonly id: NodeId;
  /** Small and dense, for building keys of pairs. */
  readonly index: number;
  readonly kind: NodeKind;
  readonly cluster: string;
  readonly namespace?: string;
  readonly name: string;
  readonly workload?: string;
  readonly app?: string;
  readonly version?: string;
  readonly service?: string;
}

/** What a node is before its numbers. */
export type NodePlace = Omit<Place, "index">;

export interface Places {
  /** The place of this id, made from `facts` the first time. `parts` tell it from others of its kind. */
  at(kind: NodeKind, parts: readonly string[], facts: () => Omit<Place, "id" | "index" | "kind">): Place;
}

export function createPlaces(): Places {
  const places = new Map<NodeId, Place>();
  return {
    at(kind, parts, facts) {
      const id = nodeIdOf(kind, ...parts);
      const known = places.get(id);
      if (known !== undefined) return known;
      const place = { id, index: places.size, kind, ...facts() };
      places.set(id, place);
      return place;
    },
  };
}
