import type { FindingKind, Place } from "@fyr/contract";

/** The only maker of finding ids: the same trouble at the same place is the same finding from look to look. */
export function findingIdOf(kind: FindingKind, place: Place): string {
  return `${kind}:${place.type}:${"name" in place ? place.name : place.id}`;
}
