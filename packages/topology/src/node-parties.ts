import type { NodeId } from "@fyr/contract";
import type { EdgeTally } from "./edge-tally.ts";
import type { Place } from "./place.ts";
import type { NodeParty, Party } from "./samples.ts";

/** The parties behind each node. One that names no cluster can be part of several: then it says what tells it apart. */
export function nodePartiesOf(
  tallies: readonly EdgeTally[],
  parties: ReadonlyMap<Place, ReadonlySet<Party>>,
): Map<NodeId, readonly NodeParty[]> {
  const near = nearOfParties(tallies);
  const told = (place: Place, party: Party): NodeParty => {
    const places = near.get(party);
    const clusters = places === undefined || places.size < 2 ? undefined : places.get(place);
    return clusters === undefined ? party : { ...party, near: [...clusters] };
  };
  const found = new Map<NodeId, readonly NodeParty[]>();
  for (const [place, members] of parties) {
    found.set(
      place.id,
      Array.from(members, (party) => told(place, party)),
    );
  }
  return found;
}

type Near = Map<Party, Map<Place, Set<string | undefined>>>;

/** Of parties without a cluster: where they are placed, and the clusters of those they have to do with there. */
function nearOfParties(tallies: readonly EdgeTally[]): Near {
  const found: Near = new Map();
  const note = (party: Party, place: Place, cluster: string | undefined) => {
    if (party.cluster !== undefined) return;
    const places = found.get(party) ?? new Map<Place, Set<string | undefined>>();
    found.set(party, places);
    places.set(place, (places.get(place) ?? new Set()).add(cluster));
  };
  for (const { source: from, target, called, isSecondHalf } of tallies) {
    for (const { party, keys } of called) {
      for (const { source } of keys) {
        note(party, target, source.cluster);
        if (!isSecondHalf) note(source, from, party.cluster);
      }
    }
  }
  return found;
}
