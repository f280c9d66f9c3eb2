import type { Finding, Place } from "@fyr/contract";
import type { Selection } from "../../view/view-state.ts";

/** Kubernetes nodes and zones are not on the map. */
export function isOnMap(place: Place): place is Extract<Place, { readonly type: "edge" | "node" }> {
  return place.type === "edge" || place.type === "node";
}

/** Where on the map a finding is to be seen: at itself, or, of where pods run, at the first that suffers there. */
export function placeOnMap({ origin, symptoms, otherwise }: Finding): Selection | undefined {
  return [origin, ...symptoms.map(({ place }) => place), ...otherwise].find(isOnMap);
}
