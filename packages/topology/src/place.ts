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
  at(kind: NodeKind, parts: readonly string[], facts: () => Facts): Place;
  /** To begin the next with. */
  readonly made: MadePlaces;
}

type Facts = Omit<Place, "id" | "index" | "kind">;

/** The places of one picture. Every index is below `indices`. */
interface MadePlaces {
  readonly places: ReadonlyMap<NodeId, Place>;
  readonly indices: number;
}

/** More than this beyond twice the places there are would be gaps. */
const spareIndices = 1000;

/** `before`: those of the picture before. Who has the same place again has the very same object. */
export function createPlaces(before?: MadePlaces): Places {
  const isSparse = before !== undefined && before.indices > 2 * before.places.size + spareIndices;
  const old = isSparse ? undefined : before;
  const places = new Map<NodeId, Place>();
  // No function: it would lead to those before, and so to the first of all.
  const made = { places, indices: old?.indices ?? 0 };

  function placeOf(id: NodeId, kind: NodeKind, facts: Facts): Place {
    const known = old?.places.get(id);
    if (known !== undefined && hasFacts(known, facts)) return known;
    made.indices += 1;
    return { id, index: made.indices - 1, kind, ...facts };
  }

  return {
    at(kind, parts, facts) {
      const id = nodeIdOf(kind, ...parts);
      const known = places.get(id);
      if (known !== undefined) return known;
      const place = placeOf(id, kind, facts());
      places.set(id, place);
      return place;
    },
    made,
  };
}

function hasFacts(place: Place, facts: Facts): boolean {
  return (
    place.cluster === facts.cluster &&
    place.namespace === facts.namespace &&
    place.name === facts.name &&
    place.workload === facts.workload &&
    place.app === facts.app &&
    place.version === facts.version &&
    place.service === facts.service
  );
}
