import type { Finding } from "@fyr/contract";
import type { Selection } from "../../view/view-state.ts";

/** Where on the map a finding is to be seen: at itself, or, of a Kubernetes node, at the first that suffers under it. */
export function placeOnMap({ origin, symptoms, otherwise }: Finding): Selection | undefined {
  const places = [origin, ...symptoms.map(({ place }) => place), ...otherwise];
  return places.find((place) => place.type !== "host");
}
